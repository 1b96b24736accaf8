/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-frame.h"

G_BEGIN_DECLS

/* Members of frames as text: `,"name":value` behind what is there, the first without the comma. */
void office_frame_add_text (GString *json, const char *name, const char *value); /* NULL: nothing */
void office_frame_add_integer (GString *json, const char *name, gint64 value);
void office_frame_add_boolean (GString *json, const char *name, gboolean value);
void office_frame_add_texts (GString *json, const char *name, const char *const *values); /* NULL: nothing */
void office_frame_add_name (GString *json, const char *name); /* the value follows */

void office_frame_add_problem (GString *json, const GError *error); /* `"problem":{…}` */
void office_frame_add_result (GString *json, OfficeResult *result); /* `{…}` */

G_END_DECLS
