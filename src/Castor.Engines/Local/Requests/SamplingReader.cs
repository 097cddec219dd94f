using System.Security.Cryptography;
using Castor.Engines.Catalog;
using Castor.Inference.Sampling;
using Castor.Inference.Tokenization;
using Castor.Protocol;

namespace Castor.Engines.Local.Requests;

/// <summary>Turns a generation config into how tokens are drawn.</summary>
internal static class SamplingReader
{
    /// <summary>What the request sets, else what the model's entry says, else the API's defaults. Without a seed the draws differ from call to call.</summary>
    public static SamplingOptions Read(GenerationConfig? config, ModelEntry model, Vocabulary vocabulary) => new()
    {
        Temperature = config?.Temperature ?? model.Model.Temperature ?? 1,
        TopP = config?.TopP ?? model.Model.TopP ?? 0.95f,
        TopK = config?.TopK ?? model.Model.TopK ?? 64,
        PresencePenalty = config?.PresencePenalty ?? 0,
        FrequencyPenalty = config?.FrequencyPenalty ?? 0,
        Seed = config?.Seed ?? RandomNumberGenerator.GetInt32(int.MaxValue),
        Suppressed = vocabulary.Suppressed,
        LogProbabilities = config?.ResponseLogprobs == true ? config.Logprobs ?? 0 : null,
    };
}
