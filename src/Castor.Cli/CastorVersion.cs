using System.Reflection;

namespace Castor.Cli;

/// <summary>The version of this build.</summary>
internal static class CastorVersion
{
    public static string Text { get; } =
        typeof(CastorVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
