using System.Text.Json;

namespace Castor.Samples;

/// <summary>What the service said was wrong.</summary>
internal sealed class GeminiException(JsonElement error) : Exception(error.GetProperty("message").GetString())
{
    public int Code { get; } = error.GetProperty("code").GetInt32();

    public string? Status { get; } = error.GetProperty("status").GetString();
}
