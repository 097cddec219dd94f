namespace Castor.Cli.Bench;

/// <summary>One measured figure.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Quant">How its weights are stored.</param>
/// <param name="Threads">The threads that computed, which are never more than cores are there.</param>
/// <param name="Test"><c>pp512</c> for reading a prompt of 512 tokens, <c>tg64</c> for generating 64; <c>@d8192</c> behind a context of 8,192, <c>x8</c> for eight at once.</param>
/// <param name="TokensPerSecond">The median of the rounds.</param>
/// <param name="Least">The slowest round.</param>
/// <param name="Most">The fastest round.</param>
/// <param name="Kernels">The tier of instructions.</param>
/// <param name="Kv">How keys and values were stored.</param>
internal sealed record BenchRow(string Model, string Quant, int Threads, string Test, double TokensPerSecond, double Least, double Most, string Kernels, string Kv);
