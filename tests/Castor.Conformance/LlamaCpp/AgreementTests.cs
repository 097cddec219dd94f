namespace Castor.Conformance.LlamaCpp;

/// <summary>
/// Castor's models against llama.cpp's, past the sliding window. With weights of floats the two differ by little: llama.cpp looks GELU up in a table of f16, and
/// rounds activations to BF16 where the weights are. With quantised weights both round activations to 8 bits, in blocks of other lengths for the K types. A trained
/// model bears that; random layers make a tenth of a standard deviation of it, and the best token is another one wherever two are as good as each other. There
/// Castor's logits are held to be as near to those without such rounding as llama.cpp's are. A router turns little noise into much, since now and then it moves a row from
/// one expert to another; so does a cut through the gates, in a graph four times as deep. Limits are one and a half times to twice what was measured.
/// </summary>
public sealed class AgreementTests(LlamaCppPeer peer) : IClassFixture<LlamaCppPeer>
{
    public static TheoryData<string, string> FloatModels => Models(m => !m.IsQuantized && !m.Embeds);

    public static TheoryData<string, string> QuantizedModels => Models(m => m.IsQuantized && !m.Embeds);

    public static TheoryData<string, string> Embedders => Models(m => m.Embeds);

    [Theory]
    [MemberData(nameof(FloatModels))]
    public void Logits_FloatWeights_AreLlamaCpps(string shape, string type)
    {
        Agreement agreement = AgreementOn(new PeerModel(shape, type));

        (double distance, double gap) = type != "BF16" ? (0.01, 0.01) : shape switch
        {
            PeerModel.Mixture => (0.15, 0.1),
            PeerModel.Streams => (0.08, 0.3),
            _ => (0.05, 0.06),
        };
        Assert.True(agreement.Distance < distance, $"{agreement}");
        Assert.True(agreement.WidestGap < gap, $"{agreement}");
    }

    [Theory]
    [MemberData(nameof(QuantizedModels))]
    public void Logits_QuantizedWeights_AreAsExactAsLlamaCpps(string shape, string quantization)
    {
        Agreement agreement = AgreementOn(new PeerModel(shape, quantization));

        bool isTrained = shape == PeerModel.Trained;
        bool hasExperts = shape == PeerModel.Mixture;
        Assert.True(agreement.Noise < (isTrained ? 0.015 : 0.15), $"{agreement}");
        Assert.True(agreement.PeerNoise < (isTrained ? 0.02 : hasExperts ? 0.35 : 0.2), $"{agreement}");
        Assert.True(agreement.Noise < 1.4 * agreement.PeerNoise, $"{agreement}");
        Assert.True(agreement.WidestGap < (isTrained ? 0.03 : hasExperts ? 1.2 : 0.8), $"{agreement}");
    }

    [Fact]
    public void Tokens_OfTheTrainedModel_AreLlamaCpps() => AssertSame(0.98, m => m.Shape == PeerModel.Trained);

    [Theory]
    [InlineData(false, 0.96)]
    [InlineData(true, 0.75)]
    public void Tokens_OfRandomModels_AreMostlyLlamaCpps(bool areQuantized, double share) =>
        AssertSame(share, m => m.IsQuantized == areQuantized && m.Shape != PeerModel.Trained && !m.Embeds);

    [Theory]
    [MemberData(nameof(Embedders))]
    public void Embedding_PastTheWindow_IsLlamaCpps(string shape, string type)
    {
        Assert.SkipUnless(LlamaCppPeer.IsAvailable, LlamaCppPeer.Missing);
        PeerModel model = new(shape, type);

        double cosine = peer.CosineOf(model);

        Assert.True(cosine > (model.IsQuantized ? 0.995 : 0.999), $"{cosine}");
    }

    private static TheoryData<string, string> Models(Func<PeerModel, bool> isWanted)
    {
        TheoryData<string, string> data = [];
        foreach (PeerModel model in PeerModel.All.Where(isWanted))
        {
            data.Add(model.Shape, model.Quantization);
        }

        return data;
    }

    private void AssertSame(double share, Func<PeerModel, bool> isWanted)
    {
        Agreement[] all = [.. PeerModel.All.Where(isWanted).Select(AgreementOn)];

        double same = (double)all.Sum(a => a.SameTokens) / all.Sum(a => a.Steps);
        Assert.True(same >= share, $"{same:0.000}");
    }

    private Agreement AgreementOn(PeerModel model)
    {
        Assert.SkipUnless(LlamaCppPeer.IsAvailable, LlamaCppPeer.Missing);
        Agreement agreement = peer.AgreementOn(model);
        TestContext.Current.TestOutputHelper?.WriteLine($"{model.Name}: {agreement}");
        return agreement;
    }
}
