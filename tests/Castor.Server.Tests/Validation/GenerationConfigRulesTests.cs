namespace Castor.Server.Tests.Validation;

public sealed class GenerationConfigRulesTests
{
    private const string Path = "* GenerateContentRequest.generation_config.";

    public static TheoryData<string, string, string> Refused => new()
    {
        { "gemini-2.5-flash", """ "temperature":2.1 """, Path + "temperature: temperature must be in the range [0.0, 2.0].\n" },
        { "gemini-2.5-flash", """ "temperature":-1 """, Path + "temperature: temperature must be in the range [0.0, 2.0].\n" },
        { "gemini-2.5-flash", """ "temperature":"NaN" """, Path + "temperature: temperature must be in the range [0.0, 2.0].\n" },
        { "gemini-2.5-flash", """ "topP":1.5 """, Path + "top_p: top_p must be in the range [0.0, 1.0].\n" },
        { "gemini-2.5-flash", """ "topK":-1 """, Path + "top_k: top_k must be non-negative.\n" },
        { "gemini-2.5-flash", """ "maxOutputTokens":0 """, Path + "max_output_tokens: max_output_tokens must be positive.\n" },
        {
            "gemini-2.0-flash",
            """ "maxOutputTokens":8193 """,
            "Unable to submit request because it has a maxOutputTokens value of 8193 but the supported range is from 1 (inclusive) to 8193 (exclusive). " +
            "Update the value and try again."
        },
        { "gemini-2.5-flash", """ "candidateCount":9 """, Path + "candidate_count: candidate_count must be in the range [1, 8].\n" },
        { "gemini-3.8-flash", """ "candidateCount":2 """, "Multiple candidates is not enabled for this model" },
        { "gemma-3-27b-it", """ "candidateCount":2 """, "Multiple candidates is not enabled for models/gemma-3-27b-it" },
        { "gemini-2.5-flash", """ "stopSequences":["a","b","c","d","e","f"] """, Path + "stop_sequences: the number of stop_sequences must not exceed 5\n" },
        { "gemini-2.5-flash", """ "stopSequences":["a",""] """, Path + "stop_sequences[1]: cannot be empty\n" },
        { "gemini-2.0-flash", """ "responseLogprobs":true,"logprobs":21 """, Path + "logprobs: logprobs must be in the range [0, 20].\n" },
        { "gemini-2.0-flash", """ "logprobs":5 """, Path + "logprobs: only allowed when response_logprobs is set to true\n" },
        { "gemini-2.5-flash", """ "responseLogprobs":true """, "Logprobs is not enabled for this model" },
        { "gemini-2.5-flash", """ "presencePenalty":0.5 """, "Penalty is not enabled for this model" },
        { "gemini-2.5-flash", """ "frequencyPenalty":-0.5 """, "Penalty is not enabled for this model" },
        { "gemini-2.5-flash", """ "presencePenalty":9 """, "Penalty is not enabled for this model" },
        { "gemini-2.0-flash", """ "presencePenalty":2.1 """, Path + "presence_penalty: presence_penalty must be in the range [-2.0, 2.0].\n" },
        { "gemini-2.0-flash", """ "frequencyPenalty":"NaN" """, Path + "frequency_penalty: frequency_penalty must be in the range [-2.0, 2.0].\n" },
        { "gemini-2.0-flash", """ "frequencyPenalty":"-Infinity" """, Path + "frequency_penalty: frequency_penalty must be in the range [-2.0, 2.0].\n" },
        {
            "gemini-2.5-flash",
            """ "temperature":9,"maxOutputTokens":-1,"candidateCount":9 """,
            Path + "temperature: temperature must be in the range [0.0, 2.0].\n" + Path + "max_output_tokens: max_output_tokens must be positive.\n" +
            Path + "candidate_count: candidate_count must be in the range [1, 8].\n"
        },
    };

    public static TheoryData<string, string> Passing => new()
    {
        { "gemini-2.5-flash", "" },
        { "gemini-2.5-flash", """ "temperature":0,"topP":0,"topK":0,"seed":-5,"candidateCount":8,"maxOutputTokens":65536 """ },
        { "gemini-2.5-flash", """ "temperature":2,"topP":1,"topK":1000,"candidateCount":0,"stopSequences":["a","b","c","d"," "] """ },
        { "gemini-2.0-flash", """ "responseLogprobs":true,"logprobs":20,"presencePenalty":2,"frequencyPenalty":-2 """ },
        { "gemini-2.5-flash", """ "responseLogprobs":false,"logprobs":0,"presencePenalty":0,"frequencyPenalty":0 """ },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Config_OutOfRange_IsRefused(string model, string config, string message) =>
        Verdict.Refuses(Verdict.OfGenerate(Verdict.AskWith(config), model), message);

    [Theory]
    [MemberData(nameof(Passing))]
    public void Config_InRange_Passes(string model, string config) => Assert.Null(Verdict.OfGenerate(Verdict.AskWith(config), model));
}
