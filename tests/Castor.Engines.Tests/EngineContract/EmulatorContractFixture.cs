using Castor.Engines.Catalog;
using Castor.Engines.Emulator;
using Castor.Engines.Tests.Emulator;

namespace Castor.Engines.Tests.EngineContract;

/// <summary>The emulator with models of the published catalogue.</summary>
public sealed class EmulatorContractFixture : ContractFixture
{
    public override IEngine Engine { get; } = new EmulatorEngine();

    public override ModelEntry Model => TestModels.Flash20;

    public override ModelEntry Thinker => TestModels.Flash25;

    public override ModelEntry Embedder { get; } = ModelCatalog.LoadBuiltIn().Find("gemini-embedding-001")!;

    public override string LongPrompt => "Tell me a story";

    public override string OpenPrompt => "Otters";

    public override bool GivesCallIds => false;
}
