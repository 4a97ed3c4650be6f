using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using LoanDefault.Cli.Commands;

namespace LoanDefault.Cli.CommandLine;

/// <summary>The <c>loandefault</c> command: its commands, its help, and what happens to a command line that is wrong.</summary>
internal static class LoanDefaultCommand
{
    private static readonly ParserConfiguration Parser = new() { ResponseFileTokenReplacer = null };

    /// <summary>Runs a command line.</summary>
    /// <param name="arguments">The arguments, without the program's name.</param>
    /// <param name="surroundings">What the process gives.</param>
    /// <returns>The exit code.</returns>
    public static int Run(string[] arguments, Surroundings surroundings) =>
        Run(arguments, surroundings, new CommandHandlers());

    internal static int Run(string[] arguments, Surroundings surroundings, ICommandHandlers handlers)
    {
        RootCommand root = Create(new CommandRunner(surroundings), handlers);
        bool empty = arguments.Length == 0;
        ParseResult parse = root.Parse(empty ? ["--help"] : arguments, Parser);
        if (parse.Action is ParseErrorAction || (parse.Errors.Count > 0 && parse.Action is null))
            return Refuse(parse, surroundings);
        int code = parse.Invoke(new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
            Output = empty ? surroundings.PlainError : surroundings.PlainOut,
            Error = surroundings.PlainError,
        });
        return empty ? ExitCodes.WrongUse : code;
    }

    private static RootCommand Create(CommandRunner runner, ICommandHandlers handlers)
    {
        var examples = new Dictionary<Command, string[]>();
        Command Add(IProgramCommand described)
        {
            Command command = described.Create(runner, handlers);
            examples.Add(command, described.Examples);
            return command;
        }

        var infer = new ContractInferCommand();
        var contract = new Command("contract", "Work with contracts: what the columns of a lender's files mean") { Add(infer) };
        examples.Add(contract, infer.Examples);
        var models = new Command("models", "Work with ONNX models of trees, wherever they were trained")
        {
            Add(new ModelsRunCommand()),
            Add(new ModelsCheckCommand()),
            Add(new ModelsImportCommand()),
        };
        examples.Add(models, new ModelsRunCommand().Examples);
        var root = new RootCommand("Scores loan applications with a model of their probability of default and publishes the result as tables.")
        {
            Add(new ScoreCommand()),
            Add(new TrainCommand()),
            Add(new GenerateCommand()),
            contract,
            models,
            Add(new DoctorCommand()),
            Add(new SparkCheckCommand()),
        };
        examples.Add(root, new ScoreCommand().Examples[..1]);
        HelpOption help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!, examples);
        return root;
    }

    private static int Refuse(ParseResult parse, Surroundings surroundings)
    {
        // "Required command was not provided" says nothing beside the word that was taken for one.
        IEnumerable<string> messages = parse.Errors.Select(e => e.Message.TrimEnd('.')).Distinct();
        if (parse.UnmatchedTokens.Count > 0)
            messages = messages.Where(m => !m.StartsWith("Required command", StringComparison.Ordinal));
        string problems = string.Join("; ", messages);
        surroundings.PlainError.WriteLine($"error: {problems}: see '{CommandLineOf(parse)} --help'");
        return ExitCodes.WrongUse;
    }

    private static string CommandLineOf(ParseResult parse)
    {
        var names = new Stack<string>();
        for (System.CommandLine.Parsing.SymbolResult? result = parse.CommandResult; result is System.CommandLine.Parsing.CommandResult command; result = result.Parent)
            names.Push(command.Command is RootCommand ? "loandefault" : command.Command.Name);
        return string.Join(' ', names);
    }
}
