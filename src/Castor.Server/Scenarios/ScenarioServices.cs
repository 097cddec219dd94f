using Castor.Engines;
using Castor.Engines.Scenarios;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Castor.Server.Scenarios;

/// <summary>Registers scenarios.</summary>
public static partial class ScenarioServices
{
    /// <summary>
    /// Puts the scenarios of a folder before every engine that is registered so far. Without a folder nothing is put anywhere.
    /// </summary>
    /// <exception cref="DirectoryNotFoundException">When the engines are built: there is no such folder.</exception>
    /// <exception cref="ScenarioMistakesException">When the engines are built: a file has a mistake.</exception>
    public static IServiceCollection AddScenarios(this IServiceCollection services, string? folder)
    {
        if (folder is null)
        {
            return services;
        }

        services.AddLogging(logging => logging.AddFilter(typeof(ScenarioFolder).FullName, LogLevel.Information));
        services.AddSingleton(provider => Open(folder, provider));
        for (int i = 0; i < services.Count; i++)
        {
            if (services[i] is { IsKeyedService: false } inner && inner.ServiceType == typeof(IEngine))
            {
                services[i] = ServiceDescriptor.Singleton<IEngine>(provider => new ScenarioEngine(
                    Create(inner, provider), provider.GetRequiredService<ScenarioFolder>(), provider.GetRequiredService<TimeProvider>()));
            }
        }

        return services;
    }

    private static ScenarioFolder Open(string path, IServiceProvider provider)
    {
        var folder = new ScenarioFolder(path, provider.GetRequiredService<TimeProvider>());
        if (folder.LastLoad.HasMistakes)
        {
            folder.Dispose();
            throw new ScenarioMistakesException(path, folder.LastLoad);
        }

        ILogger logger = provider.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ScenarioFolder).FullName!);
        ReportFindings(folder, logger);
        folder.Reloaded += reloaded => Report(reloaded, logger);
        return folder;
    }

    private static void Report(ScenarioFolder folder, ILogger logger)
    {
        ReportFindings(folder, logger);
        if (folder.LastLoad.HasMistakes)
        {
            Log.Kept(logger, folder.Path, folder.Set.Count);
        }
        else
        {
            Log.Loaded(logger, folder.Path, folder.Set.Count);
        }
    }

    private static void ReportFindings(ScenarioFolder folder, ILogger logger)
    {
        foreach (ScenarioMistake finding in folder.LastLoad.Findings)
        {
            ScenarioMistake placed = finding with { File = Path.Join(folder.Path, finding.File) };
            if (finding.IsWarning)
            {
                Log.Warning(logger, placed);
            }
            else
            {
                Log.Mistake(logger, placed);
            }
        }
    }

    private static IEngine Create(ServiceDescriptor descriptor, IServiceProvider provider) =>
        (IEngine)(descriptor.ImplementationInstance
            ?? descriptor.ImplementationFactory?.Invoke(provider)
            ?? ActivatorUtilities.CreateInstance(provider, descriptor.ImplementationType!));

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Count} scenarios of {Folder} are in force.")]
        public static partial void Loaded(ILogger logger, string folder, int count);

        [LoggerMessage(Level = LogLevel.Error, Message = "The scenarios of {Folder} have mistakes; the {Count} that were read before stay in force.")]
        public static partial void Kept(ILogger logger, string folder, int count);

        [LoggerMessage(Level = LogLevel.Error, Message = "{Mistake}")]
        public static partial void Mistake(ILogger logger, ScenarioMistake mistake);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Finding}")]
        public static partial void Warning(ILogger logger, ScenarioMistake finding);
    }
}
