using Castor.Engines;
using Castor.Engines.Emulator;
using Castor.Server.FrontEnd;
using Castor.Server.Http;
using Castor.Server.Identity;
using Castor.Server.Safety;
using Castor.Server.Scenarios;
using Castor.Server.Surfaces;
using Castor.Server.Surfaces.ApiKeys;
using Castor.Server.Surfaces.Developer;
using Castor.Server.Surfaces.OpenAi;
using Castor.Server.Surfaces.Twins;
using Castor.Server.Surfaces.Vertex;
using Castor.Server.Usage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Castor.Server;

/// <summary>Puts the server together.</summary>
public static class CastorServer
{
    /// <summary>Builds the server, ready to start.</summary>
    /// <param name="options">What the operator set.</param>
    /// <param name="configure">Adds or replaces services: another clock, a further engine.</param>
    public static WebApplication Build(CastorOptions options, Action<IServiceCollection>? configure = null)
    {
        // Nothing of the surroundings: an appsettings.json of the folder that the server is started in, or a variable meant for another server,
        // must not change this one.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.Services.AddRoutingCore();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        // With a logger for it, the host would make an activity and a log scope for every request, which nobody reads, and log the URL at
        // Information before any of our code can take the key out of it. The last rule for a category counts, so this is the only one.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        // A failed start is thrown as well, and told in one line by whoever started it.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            KestrelLimits.Apply(kestrel);
            kestrel.Listen(System.Net.IPAddress.Parse(options.Host), options.Port);
        });
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddModelCatalog(options);
        builder.Services.AddSingleton<IEngine, EmulatorEngine>();
        builder.Services.AddLocalEngine(options);
        builder.Services.AddScenarios(options.ScenariosFolder);
        builder.Services.AddSingleton<EngineRouter>();
        builder.Services.AddSingleton<ErrorRendering>();
        builder.Services.AddFrontEnd();
        builder.Services.AddSingleton<UsageMeter>();
        builder.Services.AddIdentity(options);
        builder.Services.AddSafety(options.SafetyClassifier);
        builder.Services.AddSingleton<GenerationLoop>();
        builder.Services.AddTwins();
        builder.Services.AddSingleton<EmbeddingLoop>();
        builder.Services.AddSingleton<CountingLoop>();
        builder.Services.AddDeveloperSurface();
        builder.Services.AddVertexSurface();
        builder.Services.AddOpenAiSurface();
        builder.Services.AddApiKeysSurface();

        configure?.Invoke(builder.Services);

        WebApplication app = builder.Build();
        app.UseMiddleware<ErrorHandling>();
        app.UseFrontEnd();
        app.UseMiddleware<ModelMethodRouting>();
        app.UseRouting();
        app.UseIdentity();
        app.MapHealth();
        app.MapIdentity();
        app.MapDeveloperSurface();
        app.MapVertexSurface();
        app.MapOpenAiSurface();
        app.MapApiKeysSurface();
        app.MapUnimplemented();
        app.MapFallback("{*path}", NotFoundPage.WriteAsync).WithMetadata(PublicEndpoint.Instance);
        return app;
    }
}
