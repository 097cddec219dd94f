using FsCheck;
using FsCheck.Fluent;

namespace Castor.Inference.Tests.Tokenization;

/// <summary>Texts that a tokenizer must not stumble over.</summary>
internal static class AnyText
{
    private static readonly Gen<string> s_atoms = Gen.Elements(
        "a", "the", "public", "ization", "XY", "7", " ", "  ", "     ", "\n", "\n\n\n", "\t", "\r\n", "\u2581", "\u2581\u2581", "é", "e\u0301",
        "漢字", "سلام", "क्ष", "😀", "👩‍👩‍👧", "🇫🇷", "👍🏽", "\u200d", "\ufe0f", "\0", "\u0001", "\u007f", "\u0085", "\u2028", "\uFFFD", "\uFFFF",
        "\uD800", "\uDC00", "\uD83D", "<b>", "</b>", "<br", "<unused3>", "<0x41>", "<bos>", "<eos>", "<start_of_turn>", "<end_of_turn>", "<|turn>",
        "<turn|>", "<|tool_call>", "<tool_call|>", "<|\"|>", "<|channel>", "<channel|>", "<|think|>", "<");

    public static Arbitrary<string> Arbitrary { get; } = Gen.OneOf(
        s_atoms.ListOf().Select(string.Concat),
        Gen.Choose(0, 0xFFFF).Select(unit => ((char)unit).ToString()).ListOf().Select(string.Concat),
        ArbMap.Default.GeneratorFor<string?>().Select(text => text ?? "")).ToArbitrary();
}
