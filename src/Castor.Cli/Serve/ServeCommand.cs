using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using Castor.Engines.Catalog;
using Castor.Inference.Kernels;
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

    private static readonly Option<string> s_parity = new("--parity")
    {
        Description = "How far the Developer API and Vertex AI differ: as Google's own do, or not at all in the fields that they take.",
        HelpName = "google|merged",
        DefaultValueFactory = _ => "google",
    };

    private static readonly Option<string?> s_metadata = new("--metadata")
    {
        Description = "Give every program of this machine tokens of a service account, as the metadata server of a virtual machine does; on loopback alone.",
        HelpName = "EMAIL",
    };

    private static readonly Option<string?> s_issuers = new("--issuers")
    {
        Description = "A file of OpenID Connect issuers whose tokens are taken too, beside --auth keys.",
        HelpName = "FILE",
    };

    private static readonly Option<string?> s_publicUrl = new("--public-url")
    {
        Description = "The address by which programs know the server, as issuer of its ID tokens; without it, the one that each request names.",
        HelpName = "URL",
    };

    private static readonly Option<string?> s_scenarios = new("--scenarios") { Description = "A folder of scenario files.", HelpName = "DIR" };

    private static readonly Option<string?> s_models = new("--models") { Description = "A catalogue file that adds models and aliases.", HelpName = "FILE" };

    private static readonly Option<Uri?> s_safety = new("--safety")
    {
        Description = "A classifier that rates prompts and answers, blocked by the thresholds of their safetySettings; none by default.",
        HelpName = "URL",
        CustomParser = ReadUrl,
    };

    private static readonly Option<string[]> s_cors = new("--cors")
    {
        Description = "An origin whose pages may call, beside pages from loopback; may be given several times.",
        HelpName = "ORIGIN",
        DefaultValueFactory = _ => [],
    };

    public static Command Create()
    {
        s_auth.AcceptOnlyFromAmong("any", "keys");
        s_parity.AcceptOnlyFromAmong("google", "merged");
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
        ServerOption.TakeAddressesAlone(s_publicUrl);
        var command = new DocumentedCommand(
            "serve",
            "Run the server.",
            "castor serve",
            "castor serve --serve gemini-2.5-flash=gemma-3-1b-it --memory 8GB --keep 2h",
            "castor serve --host 0.0.0.0 --auth keys",
            "castor serve --scenarios scenarios")
        {
            s_port, s_host, DataOption.Instance, s_auth, s_metadata, s_issuers, s_publicUrl, s_parity, s_scenarios, s_models, s_safety, s_cors,
        };
        LocalWeightsOptions.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        KernelTiers.CheckVariable();
        var options = new CastorOptions
        {
            Port = parsed.GetValue(s_port),
            Host = parsed.GetValue(s_host)!,
            DataFolder = DataOption.Folder(parsed),
            Auth = parsed.GetValue(s_auth) == "keys" ? AuthMode.Keys : AuthMode.Any,
            Parity = parsed.GetValue(s_parity) == "merged" ? ParityProfile.Merged : ParityProfile.Google,
            MetadataAccount = parsed.GetValue(s_metadata),
            PublicUrl = parsed.GetValue(s_publicUrl) is { } url ? new Uri(url) : null,
            IssuersFile = parsed.GetValue(s_issuers),
            ScenariosFolder = parsed.GetValue(s_scenarios),
            ModelsFile = parsed.GetValue(s_models),
            SafetyClassifier = parsed.GetValue(s_safety),
            Serve = LocalWeightsOptions.Served(parsed),
            Local = LocalWeightsOptions.Read(parsed),
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

    private static Uri? ReadUrl(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (Uri.TryCreate(text, UriKind.Absolute, out Uri? url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps))
        {
            return url;
        }

        result.AddError($"'{text}' is no URL of a classifier: take one such as http://localhost:9000/rate.");
        return null;
    }
}
