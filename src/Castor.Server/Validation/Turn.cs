using Castor.Protocol;

namespace Castor.Server.Validation;

/// <summary>Contents of one speaker that follow each other, with their calls and responses counted.</summary>
internal readonly record struct Turn(int Start, int End, int Calls, int Responses)
{
    /// <summary>Reads the turn that starts at an index.</summary>
    public static Turn Read(IReadOnlyList<Content> contents, int start)
    {
        bool model = TurnRules.IsModel(contents[start]);
        int calls = 0;
        int responses = 0;
        int end = start;
        while (end < contents.Count && TurnRules.IsModel(contents[end]) == model)
        {
            calls += CountCalls(contents[end]);
            responses += CountResponses(contents[end]);
            end++;
        }

        return new Turn(start, end, calls, responses);
    }

    /// <summary>The function calls of a content.</summary>
    public static int CountCalls(Content content)
    {
        int count = 0;
        if (content.Parts is { } parts)
        {
            for (int i = 0; i < parts.Count; i++)
            {
                count += parts[i].FunctionCall is null ? 0 : 1;
            }
        }

        return count;
    }

    /// <summary>The function responses of a content.</summary>
    public static int CountResponses(Content content)
    {
        int count = 0;
        if (content.Parts is { } parts)
        {
            for (int i = 0; i < parts.Count; i++)
            {
                count += parts[i].FunctionResponse is null ? 0 : 1;
            }
        }

        return count;
    }

    /// <summary>Whether each response of this turn answers a call of the other: by id where both have ids, else by name.</summary>
    public bool Answers(IReadOnlyList<Content> contents, Turn calls)
    {
        for (int i = Start; i < End; i++)
        {
            IReadOnlyList<Part> parts = contents[i].Parts ?? [];
            for (int j = 0; j < parts.Count; j++)
            {
                if (parts[j].FunctionResponse is { } response && !calls.HasCallFor(contents, response))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private bool HasCallFor(IReadOnlyList<Content> contents, FunctionResponse response)
    {
        for (int i = Start; i < End; i++)
        {
            IReadOnlyList<Part> parts = contents[i].Parts ?? [];
            for (int j = 0; j < parts.Count; j++)
            {
                if (parts[j].FunctionCall is { } call && call.Name == response.Name && IdsAgree(call.Id, response.Id))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool IdsAgree(string? callId, string? responseId) =>
        string.IsNullOrEmpty(callId) || string.IsNullOrEmpty(responseId) || callId == responseId;
}
