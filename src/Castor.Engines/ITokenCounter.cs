using Castor.Protocol;

namespace Castor.Engines;

/// <summary>An engine that counts the tokens of a prompt.</summary>
public interface ITokenCounter
{
    /// <summary>Counts the prompt of a call: contents, system instruction and tools.</summary>
    ValueTask<CountTokensResponse> CountTokensAsync(GenerationCall call, CancellationToken cancellationToken);
}
