namespace Castor.Inference.Models.Experts;

/// <summary>The numbers of a model's experts, which stand beside the feed-forward blocks of its layers.</summary>
/// <param name="Count">How many a layer has, at least 2.</param>
/// <param name="UsedCount">How many of them each token goes through.</param>
/// <param name="FeedForwardLength">The inner width of one.</param>
public sealed record ExpertConfig(int Count, int UsedCount, int FeedForwardLength);
