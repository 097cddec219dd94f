using Castor.Inference.Chat;
using Castor.Inference.Tokenization;

namespace Castor.Inference.Tests.Chat;

/// <summary>Makes answers of a model out of text that spells the marks.</summary>
internal static class Answers
{
    /// <summary>The tokens of an answer: spelt marks as marks, all else as text.</summary>
    public static List<int> Encode(ITokenizer tokenizer, string answer)
    {
        List<int> tokens = [];
        while (answer.Length > 0)
        {
            (int start, string? mark) = Enumerable.Range(0, tokenizer.Vocabulary.Count)
                .Where(token => tokenizer.Vocabulary.KindOf(token) == TokenKind.Control)
                .Select(tokenizer.Vocabulary.NameOf)
                .Select(name => (Start: answer.IndexOf(name, StringComparison.Ordinal), Name: (string?)name))
                .Where(found => found.Start >= 0)
                .DefaultIfEmpty((answer.Length, null))
                .MinBy(found => found.Item1);
            tokenizer.Encode(answer.AsSpan(0, start), tokens);
            if (mark is not null)
            {
                tokens.Add(tokenizer.Vocabulary.Find(mark)!.Value);
            }

            answer = answer[(start + (mark?.Length ?? 0))..];
        }

        return tokens;
    }

    /// <summary>The parts of an answer, pieces of text put together, as one line each.</summary>
    public static string Read(ChatAnswerReader reader, IEnumerable<int> tokens)
    {
        List<ChatPart> parts = [];
        foreach (int token in tokens)
        {
            reader.Add(token, parts);
        }

        reader.Finish(parts);
        return Tell(parts);
    }

    public static string Tell(IReadOnlyList<ChatPart> parts)
    {
        List<string> lines = [];
        Type? last = null;
        foreach (ChatPart part in parts)
        {
            string line = part switch
            {
                TextPart text => text.Text,
                ThoughtPart thought => thought.Text,
                ToolCallPart call => $"{call.Name} {call.Arguments.GetRawText()}",
                MalformedCallPart malformed => $"{malformed.Text}: {malformed.Reason}",
                _ => throw new InvalidOperationException(),
            };
            if (last == part.GetType() && part is TextPart or ThoughtPart)
            {
                lines[^1] += line;
            }
            else
            {
                lines.Add($"{part.GetType().Name[..^4].ToLowerInvariant()}: {line}");
            }

            last = part.GetType();
        }

        return string.Join(" | ", lines).Replace("\n", "\\n", StringComparison.Ordinal);
    }
}
