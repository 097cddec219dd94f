using Castor.Engines.Emulator;
using Castor.Engines.Emulator.Schemas;
using Castor.Engines.Schemas;

namespace Castor.Engines.Tests.Emulator.Schemas;

public sealed class StringFormatTests
{
    [Theory]
    [InlineData("date", "2024-02-29", true)]
    [InlineData("date", "2025-02-29", false)]
    [InlineData("date-time", "2026-01-31T10:00:00.5+02:00", true)]
    [InlineData("date-time", "2026-01-31T10:00:00", false)]
    [InlineData("date-time", "2026-02-30T10:00:00Z", false)]
    [InlineData("time", "23:59:59Z", true)]
    [InlineData("time", "24:00:00Z", false)]
    [InlineData("duration", "P1DT2H", true)]
    [InlineData("duration", "P1DT", false)]
    [InlineData("email", "a.b@example.com", true)]
    [InlineData("email", "a@b", false)]
    [InlineData("hostname", "a-b.example", true)]
    [InlineData("hostname", "-a.example", false)]
    [InlineData("ipv4", "255.0.0.1", true)]
    [InlineData("ipv4", "256.0.0.1", false)]
    [InlineData("ipv4", "01.0.0.1", false)]
    [InlineData("ipv6", "2001:db8::1", true)]
    [InlineData("ipv6", "2001:db8:::1", false)]
    [InlineData("uri", "https://example.com/a?b#c", true)]
    [InlineData("uri", "/a/b", false)]
    [InlineData("uri", "https://exa mple.com", false)]
    [InlineData("uuid", "123e4567-e89b-12d3-a456-426614174000", true)]
    [InlineData("uuid", "123e4567-e89b-12d3-a456", false)]
    [InlineData("byte", "YWJj", true)]
    [InlineData("byte", "YWJ", false)]
    [InlineData("regex", "[a-z]+", true)]
    [InlineData("regex", "[a-z", false)]
    [InlineData("json-pointer", "/a~1b/0", true)]
    [InlineData("json-pointer", "a", false)]
    [InlineData("unheard-of", "anything", true)]
    public void IsValid_Text_IsJudged(string format, string text, bool expected) => Assert.Equal(expected, StringFormats.IsValid(format, text));

    [Theory]
    [InlineData("email", 6, 6)]
    [InlineData("email", 60, 80)]
    [InlineData("uri", 4, 8)]
    [InlineData("uri", 300, 300)]
    [InlineData("hostname", 1, 3)]
    [InlineData("ipv4", 7, 7)]
    [InlineData("ipv4", 15, 15)]
    [InlineData("date-time", 27, 27)]
    [InlineData("byte", 100, 100)]
    [InlineData("uuid", 45, 45)]
    public void MakeText_Lengths_AreKept(string format, int min, int max)
    {
        string? text = PatternTexts.MakeText(format, min, max, new EmulatorRandom(5), new GenerationBudget());
        Assert.NotNull(text);
        Assert.InRange(text.Length, min, max);
        Assert.True(StringFormats.IsValid(format, text), text);
    }
}
