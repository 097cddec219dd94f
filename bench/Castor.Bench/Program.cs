using System.Globalization;
using BenchmarkDotNet.Running;
using Castor.Bench.Constraints;
using Castor.Bench.Memory;
using Castor.Bench.Protocol;

if (args is ["protocol-row", string path])
{
    WireRow.Write(path);
    return;
}

if (args is ["constraints", string model])
{
    ConstraintRow.Write(model);
    return;
}

if (args is ["memory", string threads])
{
    StreamRead.Write(int.Parse(threads, CultureInfo.InvariantCulture));
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
