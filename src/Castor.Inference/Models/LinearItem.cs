namespace Castor.Inference.Models;

/// <summary>Some groups of outputs of one matrix of a <see cref="Linear"/>.</summary>
/// <param name="Part">The matrix's index.</param>
/// <param name="FirstGroup">The first group.</param>
/// <param name="EndGroup">One past the last.</param>
internal readonly record struct LinearItem(int Part, int FirstGroup, int EndGroup);
