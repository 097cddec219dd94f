using Castor.Engines.Catalog;
using Castor.Engines.Tests.Local;

namespace Castor.Engines.Tests.EngineContract;

/// <summary>The local engine with castor-spark.</summary>
public sealed class LocalContractFixture : ContractFixture
{
    private readonly SparkFixture _spark = new(contextLength: 2048);

    public override IEngine Engine => _spark.Engine;

    public override ModelEntry Model => _spark.Entry;

    public override ModelEntry Thinker => _spark.Entry;


    public override ModelEntry Embedder => _spark.Embedder;

    public override string LongPrompt => "Count from 1 to 100";

    public override string OpenPrompt => "Tell me a story";

    public override bool GivesCallIds => true;

    protected override void Dispose(bool disposing) => _spark.Dispose();
}
