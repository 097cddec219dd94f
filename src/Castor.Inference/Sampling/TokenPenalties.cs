using System.Runtime.InteropServices;

namespace Castor.Inference.Sampling;

/// <summary>How often each token is in an answer, and what that takes from its logit.</summary>
internal sealed class TokenPenalties(float presence, float frequency)
{
    private readonly Dictionary<int, int> _slots = [];
    private readonly List<int> _tokens = [];
    private readonly List<int> _counts = [];
    private readonly List<float> _before = [];

    /// <summary>Counts a token that is in the answer now.</summary>
    public void Count(int token)
    {
        ref int slot = ref CollectionsMarshal.GetValueRefOrAddDefault(_slots, token, out bool isKnown);
        if (isKnown)
        {
            _counts[slot]++;
            return;
        }

        slot = _tokens.Count;
        _tokens.Add(token);
        _counts.Add(1);
        _before.Add(0);
    }

    /// <summary>Takes the penalties from the logits.</summary>
    public void Apply(Span<float> logits)
    {
        for (int i = 0; i < _tokens.Count; i++)
        {
            ref float logit = ref logits[_tokens[i]];
            _before[i] = logit;
            logit -= presence + frequency * _counts[i];
        }
    }

    /// <summary>What a token's logit was before <see cref="Apply"/>.</summary>
    public float Before(int token, float logit) => _slots.TryGetValue(token, out int slot) ? _before[slot] : logit;
}
