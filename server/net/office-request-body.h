/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The members of a request's body, checked and copied; 422 that names the member. */
gboolean office_request_body_take_code (JsonObject *body, char **code, GError **error);
gboolean office_request_body_take_name (JsonObject *body, char **name, GError **error); /* of a person; trimmed */
gboolean office_request_body_take_password (JsonObject *body, char **password, GError **error);
gboolean office_request_body_take_device (JsonObject *body, char **device, char **device_name, GError **error);
gboolean office_request_body_take_invitation (JsonObject *body, char **role, gint64 *uses, gint64 *hours,
                                              GError **error);

G_END_DECLS
