using Castor.Protocol;

namespace Castor.Engines.Emulator.Dialogue;

/// <summary>What an answer needs to know of the turns so far.</summary>
internal sealed class Conversation
{
    private const int JoinedLength = 512;

    private Conversation()
    {
    }

    /// <summary>The text that asks for the answer: the last text part of the last user turn that has any; empty where there is none.</summary>
    public string Prompt { get; private init; } = "";

    /// <summary>All text of that turn; where it is long, just the prompt.</summary>
    public string Said { get; private init; } = "";

    /// <summary>The system instruction; empty where there is none.</summary>
    public string System { get; private init; } = "";

    /// <summary>The number of the turn, counting those in which the user said something.</summary>
    public int Turn { get; private init; }

    /// <summary>What the user said first, from the second turn on.</summary>
    public string? Opening { get; private init; }

    /// <summary>What the user said in the turn before, from the third turn on.</summary>
    public string? Before { get; private init; }

    /// <summary>The parts of the last turn, media and function responses among them.</summary>
    public IReadOnlyList<Part> LastParts { get; private init; } = [];

    /// <summary>Whether the last turn brings results of functions.</summary>
    public bool HasResults { get; private init; }

    /// <summary>Reads a request.</summary>
    public static Conversation Read(GenerateContentRequest request)
    {
        IReadOnlyList<Content> contents = request.Contents ?? [];
        int turns = 0;
        Content? opening = null;
        Content? before = null;
        Content? last = null;
        for (int i = 0; i < contents.Count; i++)
        {
            Content content = contents[i];
            if (content.Role == "model" || LastText(content) is null)
            {
                continue;
            }

            turns++;
            opening ??= content;
            before = last;
            last = content;
        }

        IReadOnlyList<Part> lastParts = contents.Count > 0 ? contents[^1].Parts ?? [] : [];
        return new Conversation
        {
            Prompt = LastText(last) ?? "",
            Said = AllText(last),
            System = AllText(request.SystemInstruction),
            Turn = turns,
            Opening = turns > 1 ? LastText(opening) : null,
            Before = turns > 2 ? LastText(before) : null,
            LastParts = lastParts,
            HasResults = HasResult(lastParts),
        };
    }

    /// <summary>The language of the conversation: of the prompt, else of the turns before it, the latest first, else of the system instruction.</summary>
    public Language DetectLanguage(GenerateContentRequest request)
    {
        if (LanguageDetector.Detect(Prompt) is { } language)
        {
            return language;
        }

        if (request.Contents is { } contents)
        {
            for (int i = contents.Count - 1; i >= 0; i--)
            {
                if (LastText(contents[i]) is { } text && contents[i].Role != "model" && LanguageDetector.Detect(text) is { } earlier)
                {
                    return earlier;
                }
            }
        }

        return LanguageDetector.Detect(System) ?? Language.English;
    }

    private static bool HasResult(IReadOnlyList<Part> parts)
    {
        for (int i = 0; i < parts.Count; i++)
        {
            if (parts[i].FunctionResponse is not null)
            {
                return true;
            }
        }

        return false;
    }

    private static string? LastText(Content? content)
    {
        if (content?.Parts is not { } parts)
        {
            return null;
        }

        for (int i = parts.Count - 1; i >= 0; i--)
        {
            if (parts[i].Text is { } text && !string.IsNullOrWhiteSpace(text))
            {
                return text;
            }
        }

        return null;
    }

    private static string AllText(Content? content)
    {
        if (content?.Parts is not { } parts)
        {
            return "";
        }

        string last = "";
        int texts = 0;
        int length = 0;
        for (int i = 0; i < parts.Count; i++)
        {
            if (parts[i].Text is { } text && !string.IsNullOrWhiteSpace(text))
            {
                texts++;
                length += text.Length;
                last = text;
            }
        }

        return texts < 2 || length > JoinedLength ? last : Join(parts);
    }

    private static string Join(IReadOnlyList<Part> parts)
    {
        TextBuffer joined = TextBuffer.Rent();
        for (int i = 0; i < parts.Count; i++)
        {
            if (parts[i].Text is { } text && !string.IsNullOrWhiteSpace(text))
            {
                if (joined.Length > 0)
                {
                    joined.Append('\n');
                }

                joined.Append(text);
            }
        }

        return joined.Finish();
    }
}
