using Castor.Cli;

return await CastorCommand.RunAsync(args);
