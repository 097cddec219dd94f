using System.Threading.Channels;
using Castor.Inference.KvCaches;
using Castor.Inference.Models;

namespace Castor.Inference.Scheduling;

/// <summary>
/// Embeds texts for many callers at once. One thread owns the model and computes as many waiting texts in a step as fit; while there are none it waits.
/// </summary>
public sealed class EmbeddingRunner : IDisposable
{
    private readonly LanguageModel _model;
    private readonly Channel<EmbeddingJob> _jobs;
    private readonly ForwardBatch _batch;
    private readonly KvCache _cache;
    private readonly Thread _thread;
    private readonly List<EmbeddingJob> _step = [];
    private readonly List<KvSequence> _sequences = [];
    private EmbeddingJob? _held;
    private volatile bool _isStopped;

    /// <summary>Starts the thread.</summary>
    /// <param name="model">A model that embeds; from now on it is the runner's to step, and its owner's to dispose after the runner.</param>
    /// <param name="maxQueued">The most texts that wait.</param>
    /// <exception cref="ArgumentException">The model embeds nothing.</exception>
    public EmbeddingRunner(LanguageModel model, int maxQueued = 4096)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (model.EmbeddingLength == 0)
        {
            throw new ArgumentException("The model embeds nothing.", nameof(model));
        }

        _model = model;
        _jobs = Channel.CreateBounded<EmbeddingJob>(new BoundedChannelOptions(maxQueued) { SingleReader = true });
        _batch = new ForwardBatch(model.Options.MaxBatch);

        // Nothing is kept from step to step, so that a step's tokens bound the pages.
        _cache = model.CreateCache(long.MaxValue);
        _thread = new Thread(Run) { IsBackground = true, Name = "embeddings" };
        _thread.Start();
    }

    /// <summary>The most tokens of a text: all of them attend to each other, so that a text is one step.</summary>
    public int ContextLength => Math.Min(_model.Config.ContextLength, _model.Options.MaxBatch);

    /// <summary>Embeds a text.</summary>
    /// <param name="tokens">Its tokens, the marks around it among them; at least one.</param>
    /// <param name="cancellationToken">Gives up the wait; a text whose turn has not come is not computed then.</param>
    /// <returns>A vector of <see cref="LanguageModel.EmbeddingLength"/> numbers and of length 1.</returns>
    /// <exception cref="ContextOverflowException">The text is longer than the context.</exception>
    /// <exception cref="RunnerBusyException">As many texts wait as may wait.</exception>
    /// <exception cref="ObjectDisposedException">The runner has stopped.</exception>
    public async Task<float[]> EmbedAsync(ReadOnlyMemory<int> tokens, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_isStopped, this);
        if (tokens.Length > ContextLength)
        {
            throw new ContextOverflowException(tokens.Length, ContextLength);
        }

        if (tokens.IsEmpty || tokens.Span.ContainsAnyExceptInRange(0, _model.Config.VocabularySize - 1))
        {
            throw new ArgumentException("A text has at least one token, and only such as the model knows.", nameof(tokens));
        }

        var job = new EmbeddingJob(tokens, cancellationToken);
        if (!_jobs.Writer.TryWrite(job))
        {
            ObjectDisposedException.ThrowIf(_isStopped, this);
            throw new RunnerBusyException(_jobs.Reader.Count, TimeSpan.FromSeconds(1));
        }

        return await job.Result.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Fails what waits and stops the thread.</summary>
    public void Dispose()
    {
        if (_isStopped)
        {
            return;
        }

        _isStopped = true;
        _jobs.Writer.Complete();
        _thread.Join();
        _cache.Dispose();
    }

    private void Run()
    {
        while (_held is not null || _jobs.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            Fill();
            if (_isStopped)
            {
                _step.ForEach(job => job.Fail(new ObjectDisposedException(nameof(EmbeddingRunner), "The model was unloaded.")));
            }
            else if (_step.Count > 0)
            {
                Step();
            }
        }
    }

    // From the oldest, as long as the next one fits whole.
    private void Fill()
    {
        _step.Clear();
        int rows = 0;
        while (_held is not null || _jobs.Reader.TryRead(out _held))
        {
            if (!_held.IsCancelled)
            {
                if (rows + _held.Tokens.Length > _batch.Capacity)
                {
                    return;
                }

                rows += _held.Tokens.Length;
                _step.Add(_held);
            }

            _held = null;
        }
    }

    private void Step()
    {
        try
        {
            _batch.Clear();
            foreach (EmbeddingJob job in _step)
            {
                KvSequence sequence = _cache.CreateSequence();
                _sequences.Add(sequence);
                sequence.TryReserve(job.Tokens.Length);
                _batch.Add(sequence, job.Tokens.Span, LogitsWanted.None);
            }

            _model.Forward(_batch);
            for (int i = 0; i < _step.Count; i++)
            {
                float[] embedding = new float[_model.EmbeddingLength];
                _model.Embedding(i, embedding);
                _step[i].Complete(embedding);
            }
        }
        catch (Exception e)
        {
            // Whatever a step dies of, its texts are told, and the next ones are served.
            _step.ForEach(job => job.Fail(e));
        }
        finally
        {
            _sequences.ForEach(s => s.Dispose());
            _sequences.Clear();
        }
    }
}
