using BenchmarkDotNet.Running;
using Castor.Bench.Protocol;

if (args is ["protocol-row", string path])
{
    WireRow.Write(path);
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
