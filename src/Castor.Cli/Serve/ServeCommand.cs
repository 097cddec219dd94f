using System.CommandLine;
using Castor.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;

namespace Castor.Cli.Serve;

/// <summary><c>castor serve</c>: runs the server until it is told to stop.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var port = new Option<int>("--port") { Description = "The TCP port.", DefaultValueFactory = _ => 8420 };
        var command = new Command("serve", "Run the server.") { port };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using WebApplication app = CastorServer.Build(new CastorOptions
            {
                Port = parsed.GetValue(port),
                DataFolder = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".castor"),
            });
            await app.StartAsync(cancellationToken);
            Console.WriteLine($"Castor listens on {string.Join(", ", app.Urls)}");
            await app.WaitForShutdownAsync(cancellationToken);
            return 0;
        });
        return command;
    }
}
