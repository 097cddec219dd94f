using System.Reflection;

namespace Castor.Cli.Tests;

/// <summary>The arrows between the projects, as docs/architecture.md draws them.</summary>
public sealed class ArchitectureTests
{
    [Theory]
    [InlineData("Castor.Protocol")]
    [InlineData("Castor.Storage")]
    [InlineData("Castor.Inference")]
    [InlineData("Castor.Engines", "Castor.Protocol", "Castor.Inference")]
    [InlineData("Castor.Server", "Castor.Protocol", "Castor.Engines", "Castor.Storage")]
    [InlineData("castor", "Castor.Protocol", "Castor.Inference", "Castor.Engines", "Castor.Storage", "Castor.Server")]
    public void Project_References_OnlyTheRoomsBelow(string project, params string[] allowed)
    {
        IEnumerable<string> own = References(project).Where(r => r.StartsWith("Castor.", StringComparison.Ordinal));

        Assert.Subset(allowed.ToHashSet(), own.ToHashSet());
    }

    [Theory]
    [InlineData("Castor.Protocol")]
    [InlineData("Castor.Inference")]
    [InlineData("Castor.Engines")]
    [InlineData("Castor.Storage")]
    public void Project_BelowTheServer_KnowsNoAspNet(string project) =>
        Assert.DoesNotContain(References(project), r => r.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));

    [Fact]
    public void Protocol_DoesNoIo() =>
        Assert.DoesNotContain(References("Castor.Protocol"), r => r is "System.Net.Http" or "System.Net.Sockets" or "System.IO.FileSystem");

    private static IEnumerable<string> References(string project) =>
        Assembly.Load(project).GetReferencedAssemblies().Select(a => a.Name!);
}
