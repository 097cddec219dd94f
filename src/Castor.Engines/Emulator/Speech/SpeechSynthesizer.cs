using System.Buffers.Binary;

namespace Castor.Engines.Emulator.Speech;

/// <summary>
/// A small formant voice: harmonics of the pitch, weighed by where the formants of each letter lie, and noise for the
/// breathed letters. It tells syllables, sentences and speakers apart; it does not claim to be understood.
/// </summary>
internal sealed class SpeechSynthesizer(EmulatorRandom random)
{
    /// <summary>Samples a second.</summary>
    public const int Rate = 24_000;

    private const double CharactersPerSecond = 15;
    private const int Block = 32;
    private const int MaxHarmonics = 28;
    private const double HighestHarmonic = 4600;
    private const int SineBits = 12;
    private const int MaxSamples = Rate * 655;
    private const float Loudness = 12_500;
    private const float Glide = 0.14f;

    private static readonly float[] s_sine = MakeSine();

    private readonly float[] _weights = new float[MaxHarmonics];
    private readonly float[] _targets = new float[MaxHarmonics];
    private byte[] _bytes = new byte[Rate * sizeof(short)];
    private int _count;
    private uint _phase;
    private float _noise;
    private float _noiseTarget;
    private float _lastNoise;
    private uint _noiseState = (uint)random.NextUInt64() | 1;

    /// <summary>The samples so far, 16 bits little-endian.</summary>
    public ReadOnlyMemory<byte> Samples => _bytes.AsMemory(0, _count * sizeof(short));

    /// <summary>Speaks a turn.</summary>
    public void Speak(SpeechTurn turn)
    {
        string text = turn.Text.Trim();
        double timbre = turn.Voice.Timbre;
        for (int start = 0; start < text.Length && _count < MaxSamples;)
        {
            int end = SentenceEnd(text, start);
            double rise = text[end - 1] is '?' or '？' ? 0.22 : -0.16;
            double accent = 1;
            for (int i = start; i < end; i++)
            {
                bool startsWord = i == start || text[i - 1] == ' ';
                accent = startsWord ? 0.95 + (0.13 * random.NextDouble()) : accent;
                double way = (i - start + 1.0) / (end - start);
                double contour = 1.06 - (0.1 * way) + (way > 0.75 ? rise * (way - 0.75) * 4 : 0);
                Sound(SpeechSound.Of(text[i]), turn.Voice.Pitch * accent * contour, timbre);
            }

            start = end;
        }

        Sound(new SpeechSound(3, 0, 0, 500, 1500), turn.Voice.Pitch, timbre);
    }

    private static int SentenceEnd(string text, int start)
    {
        int end = text.AsSpan(start).IndexOfAny(".!?\n。？！");
        return end < 0 ? text.Length : start + end + 1;
    }

    private void Sound(SpeechSound sound, double pitch, double timbre)
    {
        int samples = (int)(sound.Length * Rate / CharactersPerSecond);
        int harmonics = Math.Min(MaxHarmonics, (int)(HighestHarmonic / pitch));
        _targets.AsSpan().Clear();
        for (int h = 0; h < harmonics && sound.Voiced > 0; h++)
        {
            double frequency = (h + 1) * pitch;
            double weight = Formant(frequency, sound.First * timbre, 90) + (0.55 * Formant(frequency, sound.Second * timbre, 130))
                + (0.22 * Formant(frequency, 2700 * timbre, 220)) + 0.02;
            _targets[h] = (float)(sound.Voiced * weight / Math.Sqrt(h + 1));
        }

        _noiseTarget = sound.Noise;
        uint step = (uint)(pitch / Rate * uint.MaxValue);
        Reserve(samples);
        for (int done = 0; done < samples && _count < MaxSamples; done += Block)
        {
            Render(Math.Min(Block, samples - done), harmonics, step);
        }
    }

    /// <summary>Renders a few samples with fixed weights, then lets the weights glide towards those of the sound.</summary>
    private void Render(int samples, int harmonics, uint step)
    {
        for (int i = 0; i < samples; i++)
        {
            _phase += step;
            float value = 0;
            uint angle = 0;
            for (int h = 0; h < harmonics; h++)
            {
                angle += _phase;
                value += _weights[h] * s_sine[angle >> (32 - SineBits)];
            }

            _noiseState = (_noiseState * 1664525) + 1013904223;
            float white = ((_noiseState >> 8) * (2f / (1 << 24))) - 1;
            value += _noise * (white - (0.6f * _lastNoise));
            _lastNoise = white;
            float sample = Math.Clamp(value * Loudness, short.MinValue, short.MaxValue);
            BinaryPrimitives.WriteInt16LittleEndian(_bytes.AsSpan(_count++ * sizeof(short)), (short)sample);
        }

        for (int h = 0; h < MaxHarmonics; h++)
        {
            _weights[h] += (_targets[h] - _weights[h]) * Glide;
        }

        _noise += (_noiseTarget - _noise) * Glide;
    }

    private void Reserve(int samples)
    {
        int needed = (_count + samples) * sizeof(short);
        if (needed > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(needed, _bytes.Length * 2));
        }
    }

    /// <summary>A resonance: 1 at its centre, a half at its width.</summary>
    private static double Formant(double frequency, double centre, double width)
    {
        double away = (frequency - centre) / width;
        return 1 / (1 + (away * away));
    }

    private static float[] MakeSine()
    {
        float[] sine = new float[1 << SineBits];
        for (int i = 0; i < sine.Length; i++)
        {
            sine[i] = (float)Math.Sin(i * Math.Tau / sine.Length);
        }

        return sine;
    }
}
