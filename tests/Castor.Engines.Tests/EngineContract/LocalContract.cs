namespace Castor.Engines.Tests.EngineContract;

#pragma warning disable CA1034 // Each group of the contract is a test class of its own, and they belong together.

/// <summary>The contract over local weights.</summary>
public static class LocalContract
{
    public sealed class Chunks(LocalContractFixture fixture) : ChunkContract(fixture), IClassFixture<LocalContractFixture>;

    public sealed class Limits(LocalContractFixture fixture) : LimitContract(fixture), IClassFixture<LocalContractFixture>;

    public sealed class Sampling(LocalContractFixture fixture) : SamplingContract(fixture), IClassFixture<LocalContractFixture>;

    public sealed class Conversations(LocalContractFixture fixture) : ConversationContract(fixture), IClassFixture<LocalContractFixture>;

    public sealed class Thinking(LocalContractFixture fixture) : ThinkingContract(fixture), IClassFixture<LocalContractFixture>;

    public sealed class Tools(LocalContractFixture fixture) : ToolContract(fixture), IClassFixture<LocalContractFixture>;

    public sealed class Embeddings(LocalContractFixture fixture) : EmbeddingContract(fixture), IClassFixture<LocalContractFixture>;

    public sealed class Schemas(LocalContractFixture fixture) : SchemaContract(fixture), IClassFixture<LocalContractFixture>;
}
