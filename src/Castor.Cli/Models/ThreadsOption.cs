using System.CommandLine;

namespace Castor.Cli.Models;

/// <summary>The option that says how many threads make weights.</summary>
internal static class ThreadsOption
{
    public static Option<int> Create()
    {
        var option = new Option<int>("--threads") { Description = "Threads that work.", HelpName = "N", DefaultValueFactory = _ => Environment.ProcessorCount };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && int.TryParse(result.Tokens[0].Value, out int count) && count < 1)
            {
                result.AddError("--threads takes a number from 1.");
            }
        });
        return option;
    }
}
