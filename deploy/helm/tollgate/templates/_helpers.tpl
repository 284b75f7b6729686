{{- define "tollgate.labels" -}}
app.kubernetes.io/name: tollgate
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "tollgate.name" -}}
{{- printf "%s-tollgate" .Release.Name | trunc 63 | trimSuffix "-" }}
{{- end }}

{{- define "tollgate.claim" -}}
{{- .Values.storage.existingClaim | default (include "tollgate.name" .) }}
{{- end }}
