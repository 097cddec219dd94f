using System.CommandLine;
using Castor.Cli.Serve;

namespace Castor.Cli;

/// <summary>The command line.</summary>
internal static class CastorCommand
{
    public static Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("Castor: the Gemini API you run yourself.")
        {
            ServeCommand.Create(),
        };
        return root.Parse(args).InvokeAsync();
    }
}
