using Microsoft.Extensions.DependencyInjection;

namespace Castor.Server.Safety;

/// <summary>Registers the safety filter.</summary>
internal static class SafetyServices
{
    /// <summary>Has a classifier rate prompts and answers. Without its address nothing is rated, and nothing is registered.</summary>
    public static IServiceCollection AddSafety(this IServiceCollection services, Uri? classifier) => classifier is null ? services : services
        .AddSingleton(provider => ActivatorUtilities.CreateInstance<HttpClassifier>(provider, classifier))
        .AddSingleton<SafetyFilter>();
}
