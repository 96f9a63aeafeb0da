{{/* Name of everything of a release. */}}
{{- define "slotline.name" -}}
{{- if contains .Chart.Name .Release.Name }}{{ .Release.Name | trunc 50 | trimSuffix "-" }}
{{- else }}{{ printf "%s-%s" .Release.Name .Chart.Name | trunc 50 | trimSuffix "-" }}{{ end }}
{{- end }}

{{/* Labels by which the pods that serve are found; they never change. */}}
{{- define "slotline.selector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: service
{{- end }}

{{/* Labels of every object. */}}
{{- define "slotline.labels" -}}
{{ include "slotline.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end }}

{{/* The image with its tag or digest. */}}
{{- define "slotline.image" -}}
{{- with .Values.image }}
{{- if .digest }}{{ .repository }}@{{ .digest }}{{ else }}{{ .repository }}:{{ .tag | default $.Chart.AppVersion }}{{ end }}
{{- end }}
{{- end }}

{{/* Name of the Secret of hashed keys; empty if none are asked for. */}}
{{- define "slotline.keysSecret" -}}
{{- with .Values.apiKeys }}
{{- if .existingSecret }}{{ .existingSecret }}
{{- else if .keys }}{{ include "slotline.name" $ }}-keys{{ end }}
{{- end }}
{{- end }}

{{/* A setting as text: YAML makes floating-point numbers of all, of which large ones would print with exponents. */}}
{{- define "slotline.setting" -}}
{{- if and (kindIs "float64" .) (eq . (floor .)) }}{{ int64 . | toString | quote }}{{ else }}{{ toString . | quote }}{{ end }}
{{- end }}

{{/* What a container of the image may do: nothing but run. */}}
{{- define "slotline.confined" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{- define "slotline.podSecurity" -}}
runAsNonRoot: true
seccompProfile:
  type: RuntimeDefault
{{- end }}
