using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using Castor.Engines.Catalog;
using Castor.Engines.Local;
using Castor.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Castor.Cli.Serve;

/// <summary><c>castor serve</c>: runs the server until it is told to stop, then drains it.</summary>
internal static class ServeCommand
{
    private static readonly Option<int> s_port = new("--port")
    {
        Description = "The TCP port; 0 takes any free one.",
        HelpName = "PORT",
        DefaultValueFactory = _ => 8420,
    };

    private static readonly Option<string> s_host = new("--host")
    {
        Description = "The IP address to listen on; one that is not loopback needs --auth keys.",
        HelpName = "ADDRESS",
        DefaultValueFactory = _ => "127.0.0.1",
    };

    private static readonly Option<string> s_auth = new("--auth")
    {
        Description = "Whose keys are taken: any key that is not empty, or those of 'castor keys create'.",
        HelpName = "any|keys",
        DefaultValueFactory = _ => "any",
    };

    private static readonly Option<string?> s_scenarios = new("--scenarios") { Description = "A folder of scenario files.", HelpName = "DIR" };

    private static readonly Option<string?> s_models = new("--models") { Description = "A catalogue file that adds models and aliases.", HelpName = "FILE" };

    private static readonly Option<string[]> s_cors = new("--cors")
    {
        Description = "An origin whose pages may call, beside pages from loopback; may be given several times.",
        HelpName = "ORIGIN",
        DefaultValueFactory = _ => [],
    };

    private static readonly Option<string[]> s_serve = new("--serve")
    {
        Description = "Have local weights answer for a model: a path or a name of 'castor models list'; may be given several times.",
        HelpName = "NAME=WEIGHTS",
        DefaultValueFactory = _ => [],
    };

    private static readonly Option<int?> s_threads = new("--threads") { Description = "Threads that local weights are computed with; all cores by default.", HelpName = "N" };

    private static readonly Option<int?> s_context = new("--context") { Description = "The most tokens of prompt and answer on local weights; what the model was made for by default.", HelpName = "N" };

    private static readonly Option<string> s_kv = KvOption.Create();

    public static Command Create()
    {
        s_auth.AcceptOnlyFromAmong("any", "keys");
        s_port.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && int.TryParse(result.Tokens[0].Value, out int port) && port is < 0 or > 65535)
            {
                result.AddError($"'{port}' is no TCP port: take one from 0 to 65535.");
            }
        });
        s_host.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && !IPAddress.TryParse(result.Tokens[0].Value, out _))
            {
                result.AddError($"'{result.Tokens[0].Value}' is no IP address: take one such as 127.0.0.1 or 0.0.0.0.");
            }
        });
        s_serve.Validators.Add(result =>
        {
            foreach (Token token in result.Tokens.Where(t => !t.Value.Contains('=', StringComparison.Ordinal) || t.Value.StartsWith('=') || t.Value.EndsWith('=')))
            {
                result.AddError($"'{token.Value}' is not NAME=WEIGHTS, such as gemini-2.5-flash=gemma-3-4b-it.");
            }
        });
        RequirePositive(s_threads);
        RequirePositive(s_context);
        var command = new Command("serve", "Run the server.") { s_port, s_host, DataOption.Instance, s_auth, s_scenarios, s_models, s_cors, s_serve, s_threads, s_context, s_kv };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var options = new CastorOptions
        {
            Port = parsed.GetValue(s_port),
            Host = parsed.GetValue(s_host)!,
            DataFolder = DataOption.Folder(parsed),
            Auth = parsed.GetValue(s_auth) == "keys" ? AuthMode.Keys : AuthMode.Any,
            ScenariosFolder = parsed.GetValue(s_scenarios),
            ModelsFile = parsed.GetValue(s_models),
            Serve = parsed.GetValue(s_serve)!.Select(Split).ToDictionary(s => s.Name, s => s.Weights, StringComparer.Ordinal),
            Local = new LocalOptions
            {
                Threads = parsed.GetValue(s_threads) ?? Environment.ProcessorCount,
                ContextLength = parsed.GetValue(s_context),
                KvType = KvOption.Read(parsed, s_kv),
            },
            CorsOrigins = parsed.GetValue(s_cors) ?? [],
        };
        var warmUp = Task.Run(WarmUp.RunAsync, cancellationToken);
        await using WebApplication app = CastorServer.Build(options);
        await warmUp;
        await app.StartAsync(cancellationToken);
        Welcome.Write(Console.Out, app.Urls.First(), options, app.Services.GetRequiredService<ModelCatalog>());
        await app.WaitForShutdownAsync(cancellationToken);
        return ExitCode.Success;
    }

    private static (string Name, string Weights) Split(string served)
    {
        int sign = served.IndexOf('=', StringComparison.Ordinal);
        return (served[..sign], served[(sign + 1)..]);
    }

    private static void RequirePositive(Option<int?> option) => option.Validators.Add(result =>
    {
        if (result.Tokens.Count > 0 && int.TryParse(result.Tokens[0].Value, out int value) && value < 1)
        {
            result.AddError($"'{value}' is too few for {option.Name}: take 1 or more.");
        }
    });
}
