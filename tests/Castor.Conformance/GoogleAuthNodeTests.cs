namespace Castor.Conformance;

/// <summary><c>google-auth-library</c> for Node, alone and under <c>@google/genai</c> in Vertex mode, with credentials of every kind.</summary>
public sealed class GoogleAuthNodeTests(ConformanceHost host)
{
    private const string Script = "identity.mjs @google/genai";

    private static readonly string[] s_cases =
    [
        "metadataServer", "metadataServerStream", "metadataServerOtherProject", "metadataServerProject", "explicitHeader", "serviceAccountFile",
        "serviceAccountFileOfAnotherUniverse", "installedApp",
        "idTokenOfTheMetadataServer", "idTokenForAnotherService",
    ];

    public static TheoryData<string> Cases => [.. s_cases];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Client_Case_Passes(string name) => (await host.RunAsync(Script)).AssertPassed(name);

    [Fact]
    public async Task Script_Cases_AreAllAsserted() => Assert.Equal(s_cases, (await host.RunAsync(Script)).Cases);
}
