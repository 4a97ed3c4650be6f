using LoanDefault.Spark.Worker;

return WorkerProgram.Run(args);
