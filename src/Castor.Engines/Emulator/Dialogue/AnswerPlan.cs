using Castor.Engines.Emulator.Thinking;
using Castor.Protocol;

namespace Castor.Engines.Emulator.Dialogue;

/// <summary>Decides what a call is answered with, candidate by candidate.</summary>
internal sealed class AnswerPlan
{
    private readonly GenerateContentRequest _request;
    private readonly ModelProfile _profile;
    private readonly ThinkingPlan _thinking;
    private readonly Conversation _conversation;
    private readonly Phrasebook _book;

    public AnswerPlan(GenerationCall call, ModelProfile profile, ThinkingPlan thinking)
    {
        _request = call.Request;
        _profile = profile;
        _thinking = thinking;
        _conversation = Conversation.Read(call.Request);
        _book = Phrasebook.Of(_conversation.DetectLanguage(call.Request));
    }

    /// <summary>Writes a candidate, within the limits of the request.</summary>
    public CandidateAnswer Write(ulong seed)
    {
        GenerationConfig? config = _request.GenerationConfig;
        int limit = Math.Min(config?.MaxOutputTokens is > 0 and int max ? max : int.MaxValue, _profile.TokenLimit);
        CandidateAnswer answer = Compose(new EmulatorRandom(seed), seed);
        AnswerLimits.Apply(answer, config?.StopSequences, Math.Max(0, limit - _thinking.Tokens));
        return answer;
    }

    private CandidateAnswer Compose(EmulatorRandom random, ulong seed) => new()
    {
        Seed = seed,
        Thoughts = _thinking.IsShown ? ThoughtText.Write(_conversation.Prompt, _thinking.Tokens) : [],
        Parts = [AnswerPart.OfText(TextAnswer.Write(_conversation, _profile.Id, _book, random))],
    };
}
