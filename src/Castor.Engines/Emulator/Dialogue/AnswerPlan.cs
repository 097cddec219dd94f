using Castor.Engines.Catalog;
using Castor.Engines.Emulator.Dialogue.Code;
using Castor.Engines.Emulator.Dialogue.Sources;
using Castor.Engines.Emulator.Functions;
using Castor.Engines.Emulator.Images;
using Castor.Engines.Emulator.Schemas;
using Castor.Engines.Emulator.Speech;
using Castor.Engines.Emulator.Thinking;
using Castor.Engines.Emulator.Tokens;
using Castor.Engines.Thinking;
using Castor.Protocol;

namespace Castor.Engines.Emulator.Dialogue;

/// <summary>Decides what a call is answered with, candidate by candidate.</summary>
internal sealed class AnswerPlan
{
    private readonly GenerateContentRequest _request;
    private readonly ModelEntry _model;
    private readonly ModelProfile _profile;
    private readonly AnswerModalities _modalities;
    private readonly ThinkingPlan _thinking;
    private readonly Conversation _conversation;
    private readonly Phrasebook _book;

    public AnswerPlan(GenerationCall call, ModelProfile profile, ThinkingPlan thinking)
    {
        _request = call.Request;
        _model = call.Model;
        _profile = profile;
        _modalities = AnswerModalities.Of(call.Request.GenerationConfig, profile);
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
        if (answer.Grounding is { } grounding)
        {
            answer.Grounding = Support(grounding, answer);
        }

        return answer;
    }

    private CandidateAnswer Compose(EmulatorRandom random, ulong seed)
    {
        IReadOnlyList<Tool> tools = _request.Tools ?? [];
        if (HasFunctions(tools) && FunctionPlan.For(_request, _model, random) is { Count: > 0 } calls)
        {
            return Answer(seed, Call(calls));
        }

        if (_request.GenerationConfig is { ResponseMimeType: not null } && StructuredAnswer.Create(_request, Material(), random) is { } structured)
        {
            return Answer(seed, [AnswerPart.OfText(structured)]);
        }

        if (_modalities.HasSpeech)
        {
            return Answer(seed, [Speak(seed)]);
        }

        if (_modalities.HasImage)
        {
            // As measured: a prompt without a word or an image is answered, without an image.
            bool isNothing = string.IsNullOrEmpty(_conversation.Said) && LastImage() is null;
            return isNothing
                ? new CandidateAnswer { Seed = seed, Parts = [], FinishReason = FinishReason.NoImage }
                : Answer(seed, Draw(random, seed));
        }

        if (HasCodeExecution(tools) && !_conversation.HasResults && CodeTask.Find(_conversation.Prompt) is { } run)
        {
            return RunCode(run, random, seed);
        }

        if (OrderedText.Write(_conversation, _profile.Id, _book, random) is { } ordered)
        {
            return Answer(seed, [AnswerPart.OfText(ordered)]);
        }

        return ReadSources(tools, random, seed) ?? Answer(seed, [AnswerPart.OfText(OwnText(default, random))]);
    }

    private List<AnswerPart> Call(IReadOnlyList<FunctionCall> calls)
    {
        var parts = new List<AnswerPart>(calls.Count);
        for (int i = 0; i < calls.Count; i++)
        {
            // Of parallel calls only the first is signed.
            bool isSigned = i == 0 && (_thinking.Tokens > 0 || _profile.SignsAnswers);
            var part = new Part { FunctionCall = calls[i] };
            part = isSigned ? part with { ThoughtSignature = ThoughtSignature.Issue(_profile.Family, calls[i].Name + calls[i].Args?.GetRawText()) } : part;
            parts.Add(new AnswerPart(part, CallTokens.Count(calls[i], _model), Modality.Text));
        }

        return parts;
    }

    /// <summary>What a structured answer may take its values from: what was said, and what functions returned.</summary>
    private string Material()
    {
        if (!_conversation.HasResults)
        {
            return _conversation.Said;
        }

        TextBuffer material = TextBuffer.Rent();
        material.Append(_conversation.Said);
        foreach (Part part in _conversation.LastParts)
        {
            if (part.FunctionResponse is { } response)
            {
                material.Append('\n');
                ResultText.Append(material, response.Response);
            }
        }

        return material.Finish();
    }

    private AnswerPart Speak(ulong seed)
    {
        Part speech = SpeechAnswer.Create(_conversation.Said, _request.GenerationConfig?.SpeechConfig, seed);
        return new AnswerPart(speech, SpeechAnswer.Tokens(speech), Modality.Audio);
    }

    private List<AnswerPart> Draw(EmulatorRandom random, ulong seed)
    {
        ImageConfig? config = _request.GenerationConfig?.ImageConfig;
        Part image = ImageAnswer.Create(_conversation.Said, config, _model, seed, LastImage());
        if (_profile.SignsAnswers)
        {
            image = image with { ThoughtSignature = ThoughtSignature.Issue(_profile.Family, _conversation.Said) };
        }

        var part = new AnswerPart(image, ImageAnswer.Tokens(config, _model), Modality.Image);
        return _modalities.HasText ? [AnswerPart.OfText(OwnText(new AnswerNotes { HasImage = true }, random)), part] : [part];
    }

    /// <summary>The image to edit, whose ratio the answer keeps.</summary>
    private Part? LastImage()
    {
        IReadOnlyList<Part> parts = _conversation.LastParts;
        for (int i = parts.Count - 1; i >= 0; i--)
        {
            if (parts[i].InlineData is not null)
            {
                return parts[i];
            }
        }

        return null;
    }

    private CandidateAnswer RunCode(CodeRun run, EmulatorRandom random, ulong seed)
    {
        var code = new Part { ExecutableCode = new ExecutableCode { Language = CodeLanguage.Python, Code = run.Code } };
        var result = new Part { CodeExecutionResult = new CodeExecutionResult { Outcome = CodeExecutionOutcome.Ok, Output = run.Output } };
        int codeTokens = TextTokens.Count(run.Code);
        return Answer(
            seed,
            [
                new AnswerPart(code, codeTokens, Modality.Text),
                // What the code printed is read, not written, by the model.
                new AnswerPart(result, 0, Modality.Text),
                AnswerPart.OfText(OwnText(new AnswerNotes { CodeOutput = run.Output }, random)),
            ],
            toolUse: codeTokens + TextTokens.Count(run.Output));
    }

    private CandidateAnswer? ReadSources(IReadOnlyList<Tool> tools, EmulatorRandom random, ulong seed)
    {
        bool searches = EmulatedSearch.IsAsked(tools);
        IReadOnlyList<string> urls = EmulatedPages.IsAsked(tools) ? EmulatedPages.Find(_conversation.Said) : [];
        if (!searches && urls.Count == 0)
        {
            return null;
        }

        GroundingMetadata grounding = searches ? EmulatedSearch.Ground(_conversation.Prompt, tools, _profile.IsSecondGeneration) : new GroundingMetadata();
        if (urls.Count > 0)
        {
            grounding = grounding with { GroundingChunks = [.. grounding.GroundingChunks ?? [], .. EmulatedPages.Sources(urls)] };
        }

        var notes = new AnswerNotes { IsGrounded = searches, Urls = urls };
        CandidateAnswer answer = Answer(seed, [AnswerPart.OfText(OwnText(notes, random))], urls.Count * EmulatedPages.TokensOfPage);
        answer.Grounding = grounding;
        answer.UrlContext = urls.Count > 0 ? EmulatedPages.Read(urls) : null;
        return answer;
    }

    /// <summary>Ties the sources to what the limits left of the text.</summary>
    private GroundingMetadata Support(GroundingMetadata grounding, CandidateAnswer answer) => answer.Parts is [{ Part.Text: { } text }]
        ? grounding with
        {
            GroundingSupports = GroundedSentences.Find(
                text, answer.Thoughts.Count > 0 ? 1 : 0, grounding.GroundingChunks?.Count ?? 0, _profile.IsSecondGeneration),
        }
        : grounding;

    private string OwnText(AnswerNotes notes, EmulatorRandom random) => TextAnswer.Write(_conversation, notes, _profile.Id, _book, random);

    private CandidateAnswer Answer(ulong seed, List<AnswerPart> parts, int toolUse = 0) => new()
    {
        Seed = seed,
        Thoughts = _thinking.IsShown ? ThoughtText.Write(_conversation.Prompt, _thinking.Tokens) : [],
        Parts = parts,
        ToolUseTokens = toolUse,
    };

    private static bool HasFunctions(IReadOnlyList<Tool> tools)
    {
        for (int i = 0; i < tools.Count; i++)
        {
            if (tools[i].FunctionDeclarations is { Count: > 0 })
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasCodeExecution(IReadOnlyList<Tool> tools)
    {
        for (int i = 0; i < tools.Count; i++)
        {
            if (tools[i].CodeExecution is not null)
            {
                return true;
            }
        }

        return false;
    }
}
