"""CII: what has no place in the header, rules CII-SR: the first number, the parent, its children."""

Rows = tuple[tuple[int, str, str], ...]

CONTEXT: Rows = (
    (1, "", "ram:SpecifiedTransactionID ram:TestIndicator"),
    (
        6,
        "",
        (
            "ram:BIMSpecifiedDocumentContextParameter ram:ScenarioSpecifiedDocumentContextParameter "
            "ram:ApplicationSpecifiedDocumentContextParameter"
        ),
    ),
    (
        11,
        "",
        ("ram:SubsetSpecifiedDocumentContextParameter ram:MessageStandardSpecifiedDocumentContextParameter"),
    ),
)

DOCUMENT: Rows = (
    (13, "", "ram:Name"),
    (15, "ram:IssueDateTime", "udt:DateTime"),
    (
        16,
        "",
        (
            "ram:CopyIndicator ram:Purpose ram:ControlRequirementIndicator ram:LanguageID ram:PurposeCode "
            "ram:RevisionDateTime ram:VersionID ram:GlobalID ram:RevisionID ram:PreviousRevisionID "
            "ram:CategoryCode"
        ),
    ),
    (27, "ram:IncludedNote", "ram:Subject ram:ContentCode"),
    (32, "ram:IncludedNote", "ram:ID"),
    (33, "", "ram:EffectiveSpecifiedPeriod ram:IssuerTradeParty"),
)

AGREEMENT: Rows = (
    (442, "", "ram:Reference"),
    (222, "ram:SellerTradeParty", "ram:RoleCode"),
    (
        223,
        "ram:SellerTradeParty/ram:SpecifiedLegalOrganization",
        "ram:LegalClassificationCode ram:Name ram:PostalTradeAddress ram:AuthorizedLegalRegistration",
    ),
    (
        227,
        "ram:SellerTradeParty/ram:DefinedTradeContact",
        "ram:ID ram:TypeCode ram:JobTitle ram:Responsibility ram:PersonID",
    ),
    (
        232,
        "ram:SellerTradeParty/ram:DefinedTradeContact/ram:TelephoneUniversalCommunication",
        "ram:URIID ram:ChannelCode",
    ),
    (
        234,
        "ram:SellerTradeParty/ram:DefinedTradeContact",
        (
            "ram:DirectTelephoneUniversalCommunication ram:MobileTelephoneUniversalCommunication "
            "ram:FaxUniversalCommunication"
        ),
    ),
    (
        237,
        "ram:SellerTradeParty/ram:DefinedTradeContact/ram:EmailURIUniversalCommunication",
        "ram:ChannelCode ram:CompleteNumber",
    ),
    (
        239,
        "ram:SellerTradeParty/ram:DefinedTradeContact",
        (
            "ram:TelexUniversalCommunication ram:VOIPUniversalCommunication "
            "ram:InstantMessagingUniversalCommunication ram:SpecifiedNote ram:SpecifiedContactPerson"
        ),
    ),
    (244, "ram:SellerTradeParty/ram:URIUniversalCommunication", "ram:ChannelCode ram:CompleteNumber"),
    (246, "ram:SellerTradeParty/ram:SpecifiedTaxRegistration", "ram:AssociatedRegisteredTax"),
    (
        247,
        "ram:SellerTradeParty",
        "ram:EndPointURIUniversalCommunication ram:LogoAssociatedSpecifiedBinaryFile",
    ),
    (249, "ram:BuyerTradeParty", "ram:RoleCode ram:Description"),
    (251, "ram:BuyerTradeParty/ram:SpecifiedLegalOrganization", "ram:LegalClassificationCode ram:Name"),
    (
        254,
        "ram:BuyerTradeParty/ram:SpecifiedLegalOrganization",
        "ram:PostalTradeAddress ram:AuthorizedLegalRegistration",
    ),
    (
        256,
        "ram:BuyerTradeParty/ram:DefinedTradeContact",
        "ram:ID ram:TypeCode ram:JobTitle ram:Responsibility ram:PersonID",
    ),
    (
        261,
        "ram:BuyerTradeParty/ram:DefinedTradeContact/ram:TelephoneUniversalCommunication",
        "ram:URIID ram:ChannelCode",
    ),
    (
        263,
        "ram:BuyerTradeParty/ram:DefinedTradeContact",
        (
            "ram:DirectTelephoneUniversalCommunication ram:MobileTelephoneUniversalCommunication "
            "ram:FaxUniversalCommunication"
        ),
    ),
    (
        266,
        "ram:BuyerTradeParty/ram:DefinedTradeContact/ram:EmailURIUniversalCommunication",
        "ram:ChannelCode ram:CompleteNumber",
    ),
    (
        268,
        "ram:BuyerTradeParty/ram:DefinedTradeContact",
        (
            "ram:TelexUniversalCommunication ram:VOIPUniversalCommunication "
            "ram:InstantMessagingUniversalCommunication ram:SpecifiedNote ram:SpecifiedContactPerson"
        ),
    ),
    (273, "ram:BuyerTradeParty/ram:URIUniversalCommunication", "ram:ChannelCode ram:CompleteNumber"),
    (275, "ram:BuyerTradeParty/ram:SpecifiedTaxRegistration", "ram:AssociatedRegisteredTax"),
    (
        276,
        "ram:BuyerTradeParty",
        "ram:EndPointURIUniversalCommunication ram:LogoAssociatedSpecifiedBinaryFile",
    ),
    (
        278,
        "",
        (
            "ram:SalesAgentTradeParty ram:BuyerRequisitionerTradeParty "
            "ram:BuyerAssignedAccountantTradeParty ram:SellerAssignedAccountantTradeParty"
        ),
    ),
    (
        282,
        "ram:SellerTaxRepresentativeTradeParty",
        (
            "ram:ID ram:GlobalID ram:RoleCode ram:Description ram:SpecifiedLegalOrganization "
            "ram:DefinedTradeContact ram:URIUniversalCommunication"
        ),
    ),
    (
        289,
        "ram:SellerTaxRepresentativeTradeParty/ram:SpecifiedTaxRegistration",
        "ram:AssociatedRegisteredTax",
    ),
    (
        290,
        "ram:SellerTaxRepresentativeTradeParty",
        "ram:EndPointURIUniversalCommunication ram:LogoAssociatedSpecifiedBinaryFile",
    ),
    (292, "", "ram:ProductEndUserTradeParty ram:ApplicableTradeDeliveryTerms"),
    (294, "ram:SellerOrderReferencedDocument", "ram:LineID"),
    (295, "ram:BuyerOrderReferencedDocument", "ram:LineID"),
    (296, "", "ram:QuotationReferencedDocument ram:OrderResponseReferencedDocument"),
    (298, "ram:ContractReferencedDocument", "ram:LineID"),
    (
        299,
        "",
        (
            "ram:DemandForecastReferencedDocument ram:SupplyInstructionReferencedDocument "
            "ram:PromotionalDealReferencedDocument ram:PriceListReferencedDocument"
        ),
    ),
    (303, "ram:AdditionalReferencedDocument", "ram:LineID"),
    (
        304,
        "",
        (
            "ram:RequisitionerReferencedDocument ram:BuyerAgentTradeParty "
            "ram:PurchaseConditionsReferencedDocument"
        ),
    ),
    (307, "ram:SpecifiedProcuringProject", "ram:Description"),
    (448, "", "ram:UltimateCustomerOrderReferencedDocument"),
)

DELIVERY: Rows = (
    (308, "", "ram:RelatedSupplyChainConsignment"),
    (
        309,
        "ram:ShipToTradeParty",
        (
            "ram:RoleCode ram:Description ram:SpecifiedLegalOrganization ram:DefinedTradeContact "
            "ram:URIUniversalCommunication ram:SpecifiedTaxRegistration "
            "ram:EndPointURIUniversalCommunication ram:LogoAssociatedSpecifiedBinaryFile"
        ),
    ),
    (
        317,
        "",
        (
            "ram:UltimateShipToTradeParty ram:ShipFromTradeParty ram:ActualDespatchSupplyChainEvent "
            "ram:ActualPickUpSupplyChainEvent"
        ),
    ),
    (321, "ram:ActualDeliverySupplyChainEvent", "ram:ID"),
    (322, "ram:ActualDeliverySupplyChainEvent/ram:OccurrenceDateTime", "udt:DateTime"),
    (
        323,
        "ram:ActualDeliverySupplyChainEvent",
        (
            "ram:TypeCode ram:Description ram:DescriptionBinaryObject ram:UnitQuantity "
            "ram:LatestOccurrenceDateTime ram:EarliestOccurrenceDateTime ram:OccurrenceSpecifiedPeriod "
            "ram:OccurrenceLogisticsLocation"
        ),
    ),
    (331, "", "ram:ActualReceiptSupplyChainEvent ram:AdditionalReferencedDocument"),
    (333, "ram:DespatchAdviceReferencedDocument", "ram:LineID ram:LineID"),
    (
        335,
        "",
        (
            "ram:DeliveryNoteReferencedDocument ram:ConsumptionReportReferencedDocument "
            "ram:PreviousDeliverySupplyChainEvent ram:PackingListReferencedDocument"
        ),
    ),
)

SETTLEMENT: Rows = (
    (
        339,
        "",
        (
            "ram:DuePayableAmount ram:CreditorReferenceTypeCode ram:CreditorReferenceType "
            "ram:CreditorReferenceIssuerID"
        ),
    ),
    (
        344,
        "",
        (
            "ram:PaymentCurrencyCode ram:InvoiceIssuerReference ram:InvoiceDateTime "
            "ram:NextInvoiceDateTime ram:CreditReasonCode ram:CreditReason ram:InvoicerTradeParty "
            "ram:InvoiceeTradeParty"
        ),
    ),
    (352, "ram:PayeeTradeParty", "ram:RoleCode ram:Description"),
    (
        354,
        "ram:PayeeTradeParty/ram:SpecifiedLegalOrganization",
        (
            "ram:LegalClassificationCode ram:Name ram:TradingBusinessName ram:PostalTradeAddress "
            "ram:AuthorizedLegalRegistration"
        ),
    ),
    (
        359,
        "ram:PayeeTradeParty",
        (
            "ram:DefinedTradeContact ram:PostalTradeAddress ram:URIUniversalCommunication "
            "ram:SpecifiedTaxRegistration ram:EndPointURIUniversalCommunication "
            "ram:LogoAssociatedSpecifiedBinaryFile"
        ),
    ),
    (
        365,
        "",
        (
            "ram:PayerTradeParty ram:TaxApplicableTradeCurrencyExchange "
            "ram:InvoiceApplicableTradeCurrencyExchange ram:PaymentApplicableTradeCurrencyExchange"
        ),
    ),
    (
        369,
        "ram:SpecifiedTradeSettlementPaymentMeans",
        "ram:PaymentChannelCode ram:GuaranteeMethodCode ram:PaymentMethodCode",
    ),
    (443, "ram:SpecifiedTradeSettlementPaymentMeans", "ram:ID"),
    (
        372,
        "ram:SpecifiedTradeSettlementPaymentMeans/ram:ApplicableTradeSettlementFinancialCard",
        "ram:MicrochipIndicator ram:TypeCode",
    ),
    (
        375,
        "ram:SpecifiedTradeSettlementPaymentMeans/ram:ApplicableTradeSettlementFinancialCard",
        (
            "ram:ExpiryDate ram:VerificationNumeric ram:ValidFromDateTime ram:CreditLimitAmount "
            "ram:CreditAvailableAmount ram:InterestRatePercent ram:Description"
        ),
    ),
    (382, "ram:SpecifiedTradeSettlementPaymentMeans/ram:PayerPartyDebtorFinancialAccount", "ram:AccountName"),
    (
        444,
        "ram:SpecifiedTradeSettlementPaymentMeans/ram:PayerPartyDebtorFinancialAccount",
        "ram:ProprietaryID",
    ),
    (
        384,
        "ram:SpecifiedTradeSettlementPaymentMeans/ram:PayerSpecifiedDebtorFinancialInstitution",
        "ram:ClearingSystemName ram:Name ram:LocationFinancialInstitutionAddress",
    ),
    (
        388,
        "ram:SpecifiedTradeAllowanceCharge",
        (
            "ram:ID ram:SequenceNumeric ram:BasisQuantity ram:PrepaidIndicator ram:UnitBasisAmount "
            "ram:TypeCode ram:ActualTradeCurrencyExchange"
        ),
    ),
    (395, "", "ram:SubtotalCalculatedTradeTax ram:SpecifiedLogisticsServiceCharge"),
    (397, "ram:SpecifiedTradePaymentTerms", "ram:ID ram:FromEventCode ram:SettlementPeriodMeasure"),
    (400, "ram:SpecifiedTradePaymentTerms/ram:DueDateDateTime", "udt:DateTime"),
    (401, "ram:SpecifiedTradePaymentTerms", "ram:TypeCode ram:InstructionTypeCode"),
    (
        404,
        "ram:SpecifiedTradePaymentTerms",
        (
            "ram:PartialPaymentPercent ram:PaymentMeansID ram:PartialPaymentAmount "
            "ram:ApplicableTradePaymentPenaltyTerms ram:ApplicableTradePaymentDiscountTerms "
            "ram:PayeeTradeParty"
        ),
    ),
    (421, "", "ram:SpecifiedFinancialAdjustment"),
    (422, "ram:InvoiceReferencedDocument", "ram:LineID"),
    (
        423,
        "",
        (
            "ram:ProFormaInvoiceReferencedDocument ram:LetterOfCreditReferencedDocument "
            "ram:FactoringAgreementReferencedDocument ram:FactoringListReferencedDocument "
            "ram:PayableSpecifiedTradeAccountingAccount"
        ),
    ),
    (
        428,
        "ram:ReceivableSpecifiedTradeAccountingAccount",
        ("ram:SetTriggerCode ram:TypeCode ram:AmountTypeCode ram:Name ram:CostReferenceDimensionPattern"),
    ),
    (
        433,
        "",
        (
            "ram:PurchaseSpecifiedTradeAccountingAccount ram:SalesSpecifiedTradeAccountingAccount "
            "ram:SpecifiedTradeSettlementFinancialCard ram:SpecifiedAdvancePayment "
            "ram:UltimatePayeeTradeParty"
        ),
    ),
)

SUMMATION: Rows = (
    (
        411,
        "",
        (
            "ram:InformationAmount ram:TotalDiscountAmount ram:TotalAllowanceChargeAmount "
            "ram:RetailValueExcludingTaxInformationAmount ram:TotalDepositFeeInformationAmount "
            "ram:ProductValueExcludingTobaccoTaxInformationAmount ram:TotalRetailValueInformationAmount "
            "ram:GrossLineTotalAmount ram:NetLineTotalAmount ram:NetIncludingTaxesLineTotalAmount"
        ),
    ),
)
