using Castor.Engines.Local;

namespace Castor.Engines.Tests.Local;

public sealed class KvMemoryTests
{
    [Theory]
    [InlineData(1L << 40, 1L << 30, 1L << 30, 1L << 30)]
    [InlineData(500L << 20, 1L << 30, 490L << 20, (500L << 20) - 1)]
    [InlineData(1, 1L << 30, 64L << 20, 64L << 20)]
    [InlineData(1, 32L << 20, 32L << 20, 32L << 20)]
    public void KvBytesFor_TheMemoryOfAllWeights_IsKept(long memory, long kv, long least, long most)
    {
        string spark = Path.Combine(SparkFixture.Repository(), "models", "castor-spark.gguf");

        long bytes = LoadedModel.KvBytesFor(spark, new LocalOptions { MemoryBytes = memory, KvBytes = kv });

        Assert.InRange(bytes, least, most);
    }
}
