import FFT from 'fft.js';

const transforms = new Map<number, FFT>();

/** The first `samples.length` samples of the convolution with `impulse`, by Fourier transforms of blocks (overlap-add). */
export function convolve(samples: Float32Array, impulse: Float32Array): Float32Array {
  const size = Math.max(1024, 2 ** Math.ceil(Math.log2(4 * impulse.length)));
  const fft = transformOf(size);
  const block = size - impulse.length + 1;
  const padded = new Float64Array(2 * size);
  const [spectrum, product] = [new Float64Array(2 * size), new Float64Array(2 * size)];
  fill(padded, impulse);
  const filter = new Float64Array(2 * size);
  fft.transform(filter, padded);
  const sum = new Float32Array(samples.length);
  for (let start = 0; start < samples.length; start += block) {
    fill(padded, samples.subarray(start, start + block));
    fft.transform(spectrum, padded);
    multiply(spectrum, filter);
    fft.inverseTransform(product, spectrum);
    const end = Math.min(size, samples.length - start);
    for (let i = 0; i < end; i++) sum[start + i] = sum[start + i]! + product[2 * i]!;
  }
  return sum;
}

function transformOf(size: number): FFT {
  const known = transforms.get(size);
  if (known !== undefined) return known;
  const fft = new FFT(size);
  transforms.set(size, fft);
  return fft;
}

/** Real numbers as complex ones, with zeros behind. */
function fill(complex: Float64Array, real: Float32Array): void {
  complex.fill(0);
  for (let i = 0; i < real.length; i++) complex[2 * i] = real[i]!;
}

function multiply(a: Float64Array, b: Float64Array): void {
  for (let i = 0; i < a.length; i += 2) {
    const [real, imaginary] = [a[i]!, a[i + 1]!];
    a[i] = real * b[i]! - imaginary * b[i + 1]!;
    a[i + 1] = real * b[i + 1]! + imaginary * b[i]!;
  }
}
