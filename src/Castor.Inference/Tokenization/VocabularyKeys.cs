namespace Castor.Inference.Tokenization;

/// <summary>The keys of a GGUF file that tell of its tokens.</summary>
internal static class VocabularyKeys
{
    public const string Model = "tokenizer.ggml.model";
    public const string Tokens = "tokenizer.ggml.tokens";
    public const string Scores = "tokenizer.ggml.scores";
    public const string Kinds = "tokenizer.ggml.token_type";
    public const string Merges = "tokenizer.ggml.merges";
    public const string Bos = "tokenizer.ggml.bos_token_id";
    public const string Eos = "tokenizer.ggml.eos_token_id";
    public const string Eot = "tokenizer.ggml.eot_token_id";
    public const string Unknown = "tokenizer.ggml.unknown_token_id";
    public const string Padding = "tokenizer.ggml.padding_token_id";
    public const string Suppressed = "tokenizer.ggml.suppress_tokens";
    public const string AddBos = "tokenizer.ggml.add_bos_token";
    public const string AddSpacePrefix = "tokenizer.ggml.add_space_prefix";
}
