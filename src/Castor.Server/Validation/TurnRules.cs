using Castor.Protocol;

namespace Castor.Server.Validation;

/// <summary>
/// Rules of roles, and of calls and their responses over turns. Contents of one speaker that follow each other are one
/// turn, as the service has it; what it was not seen to refuse passes.
/// </summary>
internal static class TurnRules
{
    /// <summary>Checks the contents of a conversation.</summary>
    public static void Check(IReadOnlyList<Content> contents, ModelGeneration generation)
    {
        bool hasCalls = CheckRoles(contents);
        if (hasCalls)
        {
            CheckCalls(contents, generation);
        }

        if (generation.IsAtLeast(3, 6) && EndsWithModel(contents))
        {
            throw ApiException.InvalidArgument("Requests ending with a model turn are not supported.");
        }
    }

    /// <summary>Whether the content is the model's.</summary>
    public static bool IsModel(Content content) => content.Role is "model";

    /// <summary>Checks the roles; true where the conversation has calls or responses.</summary>
    private static bool CheckRoles(IReadOnlyList<Content> contents)
    {
        bool hasCalls = false;
        for (int i = 0; i < contents.Count; i++)
        {
            // "function" and "tool" are what older clients give responses; the service takes them.
            if (contents[i].Role is not (null or "" or "user" or "model" or "function" or "tool"))
            {
                throw ApiException.InvalidArgument("Please use a valid role: user, model.");
            }

            hasCalls |= Turn.CountCalls(contents[i]) + Turn.CountResponses(contents[i]) > 0;
        }

        return hasCalls;
    }

    private static void CheckCalls(IReadOnlyList<Content> contents, ModelGeneration generation)
    {
        Turn open = default;
        bool followsOpen = false;
        for (int start = 0; start < contents.Count;)
        {
            Turn turn = Turn.Read(contents, start);
            if (turn.Calls > 0 && turn.Responses > 0)
            {
                open = default;
            }
            else if (turn.Calls > 0)
            {
                RefuseOpeningCall(start);
                open = turn;
            }
            else if (turn.Responses > 0)
            {
                CheckResponses(contents, open, turn, followsOpen, generation);
                open = default;
            }

            followsOpen = turn.Calls > 0;
            start = turn.End;
        }
    }

    private static void RefuseOpeningCall(int start)
    {
        if (start == 0)
        {
            throw ApiException.InvalidArgument(
                "Please ensure that function call turn comes immediately after a user turn or after a function response turn.");
        }
    }

    private static void CheckResponses(
        IReadOnlyList<Content> contents, Turn calls, Turn responses, bool followsCalls, ModelGeneration generation)
    {
        bool opens = responses.Start == 0 && Turn.CountResponses(contents[0]) > 0;
        if (opens || (calls.Calls > 0 && !followsCalls))
        {
            throw ApiException.InvalidArgument("Please ensure that function response turn comes immediately after a function call turn.");
        }

        if (calls.Calls == 0)
        {
            return;
        }

        if (calls.Calls != responses.Responses)
        {
            throw ApiException.InvalidArgument(
                "Please ensure that the number of function response parts is equal to the number of function call parts of the function call turn.");
        }

        if (generation.IsAtLeast(3) && !responses.Answers(contents, calls))
        {
            throw ApiException.InvalidArgument("Request contains an invalid argument.");
        }
    }

    private static bool EndsWithModel(IReadOnlyList<Content> contents)
    {
        int last = contents.Count - 1;
        while (last > 0 && !IsModel(contents[last]) && ContentRules.IsEmpty(contents[last]))
        {
            last--;
        }

        return IsModel(contents[last]) && Turn.CountResponses(contents[last]) == 0;
    }
}
