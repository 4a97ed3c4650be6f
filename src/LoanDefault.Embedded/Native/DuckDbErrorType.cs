using System.Diagnostics.CodeAnalysis;

namespace LoanDefault.Embedded.Native;

/// <summary>The engine's kinds of error; the numbers are those of <c>duckdb_error_type</c>.</summary>
[SuppressMessage("Naming", "CA1720:Identifier contains type name", Justification = "The engine's own names.")]
public enum DuckDbErrorType
{
    /// <summary>The engine did not say.</summary>
    Unknown = 0,
    /// <summary>A value outside its type's range.</summary>
    OutOfRange = 1,
    /// <summary>A value that does not convert.</summary>
    Conversion = 2,
    /// <summary>An unknown type.</summary>
    UnknownType = 3,
    /// <summary>A decimal's width or scale.</summary>
    Decimal = 4,
    /// <summary>Types that do not go together.</summary>
    MismatchType = 5,
    /// <summary>Division by zero.</summary>
    DivideByZero = 6,
    /// <summary>An object too large.</summary>
    ObjectSize = 7,
    /// <summary>A type that is not allowed here.</summary>
    InvalidType = 8,
    /// <summary>Serialised data that cannot be read.</summary>
    Serialization = 9,
    /// <summary>Transaction state.</summary>
    Transaction = 10,
    /// <summary>Not implemented.</summary>
    NotImplemented = 11,
    /// <summary>An expression.</summary>
    Expression = 12,
    /// <summary>A name that the catalog does not know.</summary>
    Catalog = 13,
    /// <summary>SQL that does not parse.</summary>
    Parser = 14,
    /// <summary>Planning.</summary>
    Planner = 15,
    /// <summary>Scheduling.</summary>
    Scheduler = 16,
    /// <summary>Execution.</summary>
    Executor = 17,
    /// <summary>A constraint.</summary>
    Constraint = 18,
    /// <summary>An index.</summary>
    Index = 19,
    /// <summary>Statistics.</summary>
    Statistics = 20,
    /// <summary>The connection.</summary>
    Connection = 21,
    /// <summary>SQL that does not parse.</summary>
    Syntax = 22,
    /// <summary>A setting.</summary>
    Settings = 23,
    /// <summary>SQL whose names or types do not bind.</summary>
    Binder = 24,
    /// <summary>The network.</summary>
    Network = 25,
    /// <summary>The optimiser.</summary>
    Optimizer = 26,
    /// <summary>A null pointer.</summary>
    NullPointer = 27,
    /// <summary>A file or folder.</summary>
    Io = 28,
    /// <summary>The query was interrupted.</summary>
    Interrupt = 29,
    /// <summary>The database is no longer usable.</summary>
    Fatal = 30,
    /// <summary>A bug in the engine.</summary>
    Internal = 31,
    /// <summary>An argument or an input that is not valid.</summary>
    InvalidInput = 32,
    /// <summary>The memory limit.</summary>
    OutOfMemory = 33,
    /// <summary>A forbidden operation.</summary>
    Permission = 34,
    /// <summary>A parameter without a type.</summary>
    ParameterNotResolved = 35,
    /// <summary>A parameter where none may be.</summary>
    ParameterNotAllowed = 36,
    /// <summary>A dependency between objects.</summary>
    Dependency = 37,
    /// <summary>HTTP.</summary>
    Http = 38,
    /// <summary>An extension that is not there.</summary>
    MissingExtension = 39,
    /// <summary>Loading an extension.</summary>
    Autoload = 40,
    /// <summary>A sequence.</summary>
    Sequence = 41,
    /// <summary>A configuration value.</summary>
    InvalidConfiguration = 42,
}
