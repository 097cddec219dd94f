namespace Castor.Engines.Tests.EngineContract;

#pragma warning disable CA1034 // Each group of the contract is a test class of its own, and they belong together.

/// <summary>The contract over the emulator.</summary>
public static class EmulatorContract
{
    public sealed class Chunks(EmulatorContractFixture fixture) : ChunkContract(fixture), IClassFixture<EmulatorContractFixture>;

    public sealed class Limits(EmulatorContractFixture fixture) : LimitContract(fixture), IClassFixture<EmulatorContractFixture>;

    public sealed class Sampling(EmulatorContractFixture fixture) : SamplingContract(fixture), IClassFixture<EmulatorContractFixture>;

    public sealed class Conversations(EmulatorContractFixture fixture) : ConversationContract(fixture), IClassFixture<EmulatorContractFixture>;

    public sealed class Thinking(EmulatorContractFixture fixture) : ThinkingContract(fixture), IClassFixture<EmulatorContractFixture>;

    public sealed class Tools(EmulatorContractFixture fixture) : ToolContract(fixture), IClassFixture<EmulatorContractFixture>;

    public sealed class Embeddings(EmulatorContractFixture fixture) : EmbeddingContract(fixture), IClassFixture<EmulatorContractFixture>;

    public sealed class Schemas(EmulatorContractFixture fixture) : SchemaContract(fixture), IClassFixture<EmulatorContractFixture>;
}
