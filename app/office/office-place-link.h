/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * A link to something in an office: `office:KIND/ID` in the texts of that office, `office://OFFICE/KIND/ID` anywhere else
 * (PROTOCOL.md section 7, Links). Not an invitation, which names a host: office-invitation-link.h.
 */
typedef enum {
  OFFICE_PLACE_LINK_ROOM,
  OFFICE_PLACE_LINK_MESSAGE,
  OFFICE_PLACE_LINK_TASK,
  OFFICE_PLACE_LINK_PERSON,
} OfficePlaceLinkKind;

typedef struct {
  char *office; /* its id; NULL: the one in which the link stands */
  OfficePlaceLinkKind kind;
  char *id;
} OfficePlaceLink;

OfficePlaceLink *office_place_link_parse (const char *text); /* NULL: it is none */
char *office_place_link_write (const char *office, OfficePlaceLinkKind kind, const char *id); /* office nullable */
void office_place_link_free (OfficePlaceLink *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OfficePlaceLink, office_place_link_free)

G_END_DECLS
