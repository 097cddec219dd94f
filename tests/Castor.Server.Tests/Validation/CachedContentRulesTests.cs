using Castor.Protocol;

namespace Castor.Server.Tests.Validation;

public sealed class CachedContentRulesTests
{
    private const string Both =
        "CachedContent can not be used with GenerateContent request setting system_instruction, tools or tool_config.\n\n" +
        "Proposed fix: move those values to CachedContent from GenerateContent request.";

    [Theory]
    [InlineData(""" "systemInstruction":{"parts":[{"text":"a"}]} """, Both)]
    [InlineData(""" "tools":[{"googleSearch":{}}] """, Both)]
    [InlineData(""" "toolConfig":{} """, Both)]
    public void CachedContent_BesideWhatItHolds_IsRefused(string fields, string message) =>
        Verdict.Refuses(Verdict.OfGenerate(Verdict.Ask($""" "cachedContent":"cachedContents/abc",{fields} """), "gemini-2.5-flash"), message);

    [Fact]
    public void CachedContent_OfNoName_IsRefused() => Verdict.Refuses(
        Verdict.OfGenerate(Verdict.Ask(""" "cachedContent":"abc" """), "gemini-2.5-flash"), "Invalid CachedContent name: abc.");

    [Fact]
    public void CachedContent_NotThere_IsForbidden()
    {
        ApiException? verdict = Verdict.OfGenerate(Verdict.Ask(""" "cachedContent":"cachedContents/abc" """), "gemini-2.5-flash");

        Assert.Equal(ApiStatus.PermissionDenied, verdict?.Status);
        Assert.Equal("CachedContent not found (or permission denied)", verdict?.Message);
    }
}
