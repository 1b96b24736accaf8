/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* office://HOST:PORT/join/CODE#FINGERPRINT (PROTOCOL.md section 3). */
typedef struct {
  char *host; /* without brackets */
  guint16 port;
  char *code;        /* normalised; nullable when a person typed an address alone */
  char *fingerprint; /* 64 hex digits; NULL: not known or plain */
  gboolean plain;    /* the host has no TLS */
} OfficeInvitationLink;

OfficeInvitationLink *office_invitation_link_new (const char *host, guint16 port, const char *code, const char *fingerprint, gboolean plain);
OfficeInvitationLink *office_invitation_link_parse (const char *text, GError **error); /* also "HOST", "HOST:PORT"; trims white space; 422 */
OfficeInvitationLink *office_invitation_link_copy (const OfficeInvitationLink *self);
void office_invitation_link_free (OfficeInvitationLink *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OfficeInvitationLink, office_invitation_link_free)

char *office_invitation_link_to_string (const OfficeInvitationLink *self);
char *office_invitation_link_get_base (const OfficeInvitationLink *self); /* "https://HOST:PORT", http when plain; transfer full */
char *office_invitation_code_normalise (const char *text, GError **error); /* lower case, no hyphens and spaces, o→0, i and l→1 */

#define OFFICE_DEFAULT_PORT 8765

G_END_DECLS
