namespace Castor.Cli.Models;

/// <summary>The tensors of one type in a file.</summary>
/// <param name="Type">How their elements are stored, such as <c>Q4_0</c>.</param>
/// <param name="Tensors">How many there are.</param>
/// <param name="Parameters">Their elements.</param>
/// <param name="Bytes">Their bytes.</param>
internal sealed record TypeShare(string Type, int Tensors, long Parameters, long Bytes);
