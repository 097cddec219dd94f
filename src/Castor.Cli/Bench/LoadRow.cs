namespace Castor.Cli.Bench;

/// <summary>What loading a model took, once, in a process that had loaded nothing.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Quant">How its weights are stored.</param>
/// <param name="Threads">The threads that packed.</param>
/// <param name="Test"><c>load</c>.</param>
/// <param name="Seconds">From the file's name to a model that can be asked.</param>
/// <param name="FirstTokenSeconds">From there to the first token of an answer.</param>
/// <param name="PeakBytes">The most memory that was resident until then, the pages of the file included; 0 where the system does not tell.</param>
/// <param name="WeightBytes">The packed weights.</param>
/// <param name="KvBytes">The keys and values of the prompt.</param>
/// <param name="Kernels">The tier of instructions.</param>
/// <param name="Kv">How keys and values were stored.</param>
internal sealed record LoadRow(
    string Model, string Quant, int Threads, string Test, double Seconds, double FirstTokenSeconds, long PeakBytes, long WeightBytes, long KvBytes, string Kernels, string Kv);
