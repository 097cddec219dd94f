using System.Globalization;
using Castor.Inference.Gguf;
using Castor.Inference.Tokenization;

namespace Castor.Inference.Synthesis;

/// <summary>
/// A vocabulary of any size that turns every text into tokens and back: Gemma's marks at their own ids, the 256 bytes, runs of newlines and spaces, made-up
/// syllables that each grow out of a shorter one by a letter, and single characters.
/// </summary>
internal sealed class SyntheticVocabulary
{
    /// <summary>What has to fit: the marks, the bytes and the characters of a keyboard.</summary>
    public const int SmallestSize = 1024;

    private const int StartOfTurn = 105;
    private const int EndOfTurn = 106;
    private const int FirstRun = 107;
    private const int LongestRun = 31;
    private const int FirstByte = 238;
    private const int FirstText = FirstByte + 256;
    private const int FirstHighMark = 255_999;
    private const char Space = '▁';
    private const string Letters = "etaoinshrdlcumwfgypbvkjxqz";

    private static readonly (int Id, string Piece)[] s_gemma3Marks =
    [
        (4, "<mask>"), (StartOfTurn, "<start_of_turn>"), (EndOfTurn, "<end_of_turn>"), (FirstHighMark, "<start_of_image>"), (FirstHighMark + 1, "<end_of_image>"),
    ];

    private static readonly (int Id, string Piece)[] s_gemma4Marks =
    [
        (4, "<mask>"), (46, "<|tool>"), (47, "<tool|>"), (48, "<|tool_call>"), (49, "<tool_call|>"), (50, "<|tool_response>"), (51, "<tool_response|>"), (52, "<|\"|>"),
        (98, "<|think|>"), (100, "<|channel>"), (101, "<channel|>"), (StartOfTurn, "<|turn>"), (EndOfTurn, "<turn|>"),
        (FirstHighMark, "<|image>"), (FirstHighMark + 1, "<|audio>"), (258_880, "<|image|>"), (258_881, "<|audio|>"), (258_882, "<image|>"), (258_883, "<audio|>"),
        (258_884, "<|video|>"),
    ];

    /// <summary>The marks that the converter of published Gemma 4 files lets through to the text.</summary>
    private static readonly string[] s_visibleMarks =
        ["<|channel>", "<channel|>", "<|tool_call>", "<tool_call|>", "<|tool_response>", "<tool_response|>", "<|\"|>"];

    private readonly ModelFamily _family;
    private readonly string[] _pieces;
    private readonly int[] _kinds;
    private readonly float[] _scores;
    private readonly List<string> _merges = [];

    public SyntheticVocabulary(ModelFamily family, int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, SmallestSize);
        _family = family;
        _pieces = new string[size];
        _kinds = new int[size];
        _scores = new float[size];
        PutMarks();
        PutRuns();
        PutBytes();
        PutTexts();
        PutUnused();
    }

    private bool IsGemma4 => _family == ModelFamily.Gemma4;

    public void Write(GgufWriter writer)
    {
        writer.SetString("tokenizer.ggml.model", IsGemma4 ? "gemma4" : "llama");
        if (!IsGemma4)
        {
            writer.SetString("tokenizer.ggml.pre", "default");
        }

        writer.SetStrings(VocabularyKeys.Tokens, _pieces);
        writer.SetNumbers<float>(VocabularyKeys.Scores, _scores);
        writer.SetNumbers<int>(VocabularyKeys.Kinds, _kinds);
        if (IsGemma4)
        {
            writer.SetStrings(VocabularyKeys.Merges, _merges);
        }

        writer.SetNumber(VocabularyKeys.Padding, 0u);
        writer.SetNumber(VocabularyKeys.Eos, 1u);
        writer.SetNumber(VocabularyKeys.Bos, 2u);
        writer.SetNumber(VocabularyKeys.Unknown, 3u);
        writer.SetBoolean(VocabularyKeys.AddBos, true);
        writer.SetBoolean("tokenizer.ggml.add_eos_token", _family == ModelFamily.GemmaEmbedding);
        writer.SetBoolean(VocabularyKeys.AddSpacePrefix, false);
        if (_family != ModelFamily.GemmaEmbedding)
        {
            writer.SetNumber(VocabularyKeys.Eot, (uint)EndOfTurn);
            writer.SetString("tokenizer.chat_template", Template(_pieces[StartOfTurn], _pieces[EndOfTurn]));
        }
    }

    private static string Template(string start, string end) =>
        "{{ bos_token }}{% for message in messages %}{{ '" + start + "' + ('model' if message['role'] == 'assistant' else message['role']) + '\\n' + "
        + "message['content'] | trim + '" + end + "\\n' }}{% endfor %}{% if add_generation_prompt %}{{ '" + start + "model\\n' }}{% endif %}";

    private void Put(int id, string piece, TokenKind kind, float score = 0)
    {
        _pieces[id] = piece;
        _kinds[id] = (int)kind;
        _scores[id] = score;
    }

    private void PutMarks()
    {
        Put(0, "<pad>", TokenKind.Control);
        Put(1, "<eos>", TokenKind.Control);
        Put(2, "<bos>", TokenKind.Control);
        Put(3, "<unk>", TokenKind.Unknown);
        foreach ((int id, string piece) in IsGemma4 ? s_gemma4Marks : s_gemma3Marks)
        {
            if (id < _pieces.Length)
            {
                Put(id, piece, IsGemma4 && s_visibleMarks.Contains(piece) ? TokenKind.UserDefined : TokenKind.Control);
            }
        }
    }

    /// <summary>
    /// Newlines, one to 31, and spaces, two to 31: merged one by one by Gemma 4, and split out first by SentencePiece, where the pieces are spelt as the text
    /// has them.
    /// </summary>
    private void PutRuns()
    {
        for (int length = 1; length <= LongestRun; length++)
        {
            PutRun(FirstRun + length - 1, '\n', length);
            if (length > 1)
            {
                PutRun(FirstRun + LongestRun + length - 2, IsGemma4 ? Space : ' ', length);
            }
        }
    }

    private void PutRun(int id, char unit, int length)
    {
        Put(id, new string(unit, length), IsGemma4 ? TokenKind.Normal : TokenKind.UserDefined);
        if (length > 1)
        {
            _merges.Add($"{new string(unit, length - 1)} {unit}");
        }
    }

    private void PutBytes()
    {
        for (int value = 0; value < 256; value++)
        {
            Put(FirstByte + value, string.Create(CultureInfo.InvariantCulture, $"<0x{value:X2}>"), TokenKind.Byte);
        }
    }

    /// <summary>As in Gemma's own vocabulary single characters come last, so that every merge is liked better than none.</summary>
    private void PutTexts()
    {
        int end = Math.Min(_pieces.Length, FirstHighMark);
        string[] characters = [.. Characters().Take((end - FirstText) / 2)];
        int id = FirstText;
        foreach (string syllable in Syllables().Take(end - FirstText - characters.Length))
        {
            Put(id, syllable, TokenKind.Normal, FirstText - id);
            _merges.Add($"{syllable[..^1]} {syllable[^1]}");
            id++;
        }

        foreach (string character in characters)
        {
            Put(id, character, TokenKind.Normal, FirstText - id);
            id++;
        }
    }

    private void PutUnused()
    {
        int count = 0;
        for (int id = 0; id < _pieces.Length; id++)
        {
            if (_pieces[id] is null)
            {
                Put(id, string.Create(CultureInfo.InvariantCulture, $"<unused{count}>"), TokenKind.Unused);
                count++;
            }
        }
    }

    /// <summary>All words over the letters, the short and likely ones first, each after a space and within a word.</summary>
    private static IEnumerable<string> Syllables()
    {
        List<string> shorter = [Space.ToString(), .. Letters.Select(c => c.ToString())];
        while (true)
        {
            List<string> longer = new(shorter.Count * Letters.Length);
            foreach (string start in shorter)
            {
                foreach (char letter in Letters)
                {
                    string syllable = start + letter;
                    longer.Add(syllable);
                    yield return syllable;
                }
            }

            shorter = longer;
        }
    }

    /// <summary>The keyboard first, then the letters of Europe, kana, the commoner half of CJK and Hangul.</summary>
    private static IEnumerable<string> Characters()
    {
        (int First, int Last)[] ranges = [(0x21, 0x7E), (0xA1, 0x24F), (0x370, 0x52F), (0x3001, 0x30FF), (0x4E00, 0x77FF), (0xAC00, 0xC1FF), (0x2010, 0x2060)];
        IEnumerable<string> others = ranges
            .SelectMany(r => Enumerable.Range(r.First, r.Last - r.First + 1))
            .Select(c => (char)c)
            .Where(c => char.IsLetterOrDigit(c) || char.IsPunctuation(c) || char.IsSymbol(c))
            .Select(c => c.ToString());
        return others.Prepend(Space.ToString());
    }
}
