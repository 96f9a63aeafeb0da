/**
 * onnxruntime's builds for Linux and macOS report to Microsoft what they run, and leave a device id and a database in
 * the home folder, unless this is set before their first session. Whoever wants that sets the variable to 0.
 */
export function disableTelemetry(): void {
  process.env.ORT_DISABLE_TELEMETRY ??= '1';
}
