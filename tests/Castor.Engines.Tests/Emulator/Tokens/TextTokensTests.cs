using Castor.Engines.Emulator.Tokens;

namespace Castor.Engines.Tests.Emulator.Tokens;

public sealed class TextTokensTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("The quick brown fox jumps over the lazy dog.", 10)]
    [InlineData("Divide 10 by 2 using the customDivide function", 12)]
    public void Count_KnownText_IsTheRealCount(string text, int tokens) => Assert.Equal(tokens, TextTokens.Count(text));
}
